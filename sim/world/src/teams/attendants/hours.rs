//! Which flow runs: holidays first, then the hours outside business hours, then the default.
//!
//! Source: "New-CsAutoAttendant" and "New-CsOnlineSchedule", Microsoft Teams PowerShell reference, 2026. A nested attendant
//! applies its own hours; a range excludes its end (our reading of the printed examples).

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{TimeZone, TimeZoneDatabase},
};

use crate::{
    declaration::{Attendant, Flow, HoursRange},
    teams::FlowKind,
};

/// Which flow of an attendant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::teams) enum FlowAt {
    BusinessHours,
    AfterHours,
    /// A holiday by its place in the declaration.
    Holiday(usize),
}

/// Tells which flow runs at an instant.
pub(super) fn flow_at(attendant: &Attendant, now: Timestamp) -> FlowAt {
    // The zone was looked up when it was declared; the bundled data do no I/O.
    let zone = TimeZoneDatabase::bundled()
        .get(&attendant.time_zone)
        .unwrap_or(TimeZone::UTC);
    let local = zone.to_datetime(now);
    let holiday = attendant.holidays.iter().position(|holiday| {
        let mut dates = holiday.dates.iter();
        dates.any(|range| range.from <= local && local < range.to)
    });
    match (holiday, &attendant.after_hours) {
        (Some(holiday), _) => FlowAt::Holiday(holiday),
        (None, Some(closed)) if !is_open(&closed.open, local) => FlowAt::AfterHours,
        (None, Some(_) | None) => FlowAt::BusinessHours,
    }
}

/// How facts and views tell of a flow: its kind, and the name of the holiday.
pub(super) fn told(attendant: &Attendant, at: FlowAt) -> (FlowKind, Option<String>) {
    match at {
        FlowAt::BusinessHours => (FlowKind::BusinessHours, None),
        FlowAt::AfterHours => (FlowKind::AfterHours, None),
        FlowAt::Holiday(holiday) => {
            let holiday = attendant.holidays.get(holiday);
            let name = holiday.map(|holiday| holiday.name.clone());
            (FlowKind::Holiday, name)
        }
    }
}

fn is_open(open: &[Vec<HoursRange>; 7], local: DateTime) -> bool {
    let minute =
        u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
    let weekday = usize::from(local.weekday().to_monday_zero_offset().unsigned_abs());
    open[weekday]
        .iter()
        .any(|range| range.from <= minute && minute < range.to)
}

/// Finds the flow. One that was declared away meanwhile is the default one.
pub(super) fn flow(attendant: &Attendant, at: FlowAt) -> &Flow {
    let special = match at {
        FlowAt::BusinessHours => None,
        FlowAt::AfterHours => attendant.after_hours.as_ref().map(|closed| &closed.flow),
        FlowAt::Holiday(holiday) => attendant.holidays.get(holiday).map(|holiday| &holiday.flow),
    };
    special.unwrap_or(&attendant.flow)
}
