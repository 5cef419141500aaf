//! Which flow of an attendant runs; the numbers are those of the conformance cases.

use jiff::civil::{DateTime, date};
use ringback_world::{
    Ids, World,
    declaration::{
        AfterHours, Attendant, DatesRange, Declaration, Holiday, HoursRange, MenuAction, Target,
        Tenant,
    },
    teams::FlowKind,
};

use crate::{
    teams_attendants::{attendant, automatic, option},
    teams_run::{baseline, check, prompt},
};

const NINE: u16 = 9 * 60;
const TWELVE: u16 = 12 * 60;
const ONE: u16 = 13 * 60;
const FIVE: u16 = 17 * 60;

/// An attendant that is open on weekdays in these hours.
fn open(zone: &str, hours: &[(u16, u16)]) -> Attendant {
    let ranges: Vec<HoursRange> = hours
        .iter()
        .map(|(from, to)| HoursRange {
            from: *from,
            to: *to,
        })
        .collect();
    let mut attendant = attendant("main", automatic(MenuAction::Disconnect));
    attendant.time_zone = zone.to_owned();
    attendant.after_hours = Some(AfterHours {
        open: std::array::from_fn(|day| if day < 5 { ranges.clone() } else { Vec::new() }),
        flow: automatic(MenuAction::Disconnect),
    });
    attendant
}

fn holiday(name: &str, dates: &[(DateTime, DateTime)]) -> Holiday {
    Holiday {
        name: name.to_owned(),
        dates: dates
            .iter()
            .map(|(from, to)| DatesRange {
                from: *from,
                to: *to,
            })
            .collect(),
        flow: automatic(MenuAction::Disconnect),
    }
}

/// Which flow a call would get at an instant.
fn flow(attendant: Attendant, at: &str) -> FlowKind {
    let mut declaration: Declaration = baseline();
    declaration.teams.attendants.push(attendant);
    let start = at.parse().expect("it is a time");
    let world = World::new(Ids::new(1, "hours"), start, declaration);
    world.attendant("main").expect("it is declared").flow
}

#[test]
fn without_hours_it_is_always_business_hours() {
    let always = attendant("main", automatic(MenuAction::Disconnect));
    assert_eq!(
        flow(always, "2024-07-06T03:00:00Z"),
        FlowKind::BusinessHours,
        "95"
    );
}

#[test]
fn hours_are_those_of_the_attendants_own_zone() {
    let pacific = || open("America/Los_Angeles", &[(NINE, FIVE)]);
    assert_eq!(
        flow(pacific(), "2024-07-01T16:30:00Z"),
        FlowKind::BusinessHours,
        "96"
    );
    assert_eq!(
        flow(pacific(), "2024-07-01T15:30:00Z"),
        FlowKind::AfterHours,
        "96"
    );
    assert_eq!(
        flow(pacific(), "2024-07-06T16:30:00Z"),
        FlowKind::AfterHours,
        "a Saturday"
    );
    let berlin = || open("Europe/Berlin", &[(NINE, FIVE)]);
    assert_eq!(
        flow(berlin(), "2024-03-29T07:30:00Z"),
        FlowKind::AfterHours,
        "99"
    );
    assert_eq!(
        flow(berlin(), "2024-04-01T07:30:00Z"),
        FlowKind::BusinessHours,
        "99"
    );
}

#[test]
fn a_range_holds_its_start_and_not_its_end() {
    let utc = || open("UTC", &[(NINE, FIVE)]);
    assert_eq!(
        flow(utc(), "2024-07-01T17:00:00Z"),
        FlowKind::AfterHours,
        "97"
    );
    assert_eq!(flow(utc(), "2024-07-01T16:59:59Z"), FlowKind::BusinessHours);
    assert_eq!(flow(utc(), "2024-07-01T09:00:00Z"), FlowKind::BusinessHours);
    let lunch = open("UTC", &[(NINE, TWELVE), (ONE, FIVE)]);
    assert_eq!(
        flow(lunch, "2024-07-01T12:15:00Z"),
        FlowKind::AfterHours,
        "98"
    );
}

#[test]
fn a_holiday_comes_before_hours() {
    let day = |year, month, day| date(year, month, day).at(0, 0, 0, 0);
    let christmas = || {
        let mut attendant = open("UTC", &[(NINE, FIVE)]);
        let dates = [(day(2017, 12, 24), day(2017, 12, 26))];
        attendant.holidays.push(holiday("christmas", &dates));
        attendant.holidays.push(holiday("never", &[]));
        attendant
    };
    assert_eq!(
        flow(christmas(), "2017-12-25T10:00:00Z"),
        FlowKind::Holiday,
        "101"
    );
    assert_eq!(
        flow(christmas(), "2017-12-25T22:00:00Z"),
        FlowKind::Holiday,
        "100"
    );
    assert_eq!(
        flow(christmas(), "2017-12-26T10:00:00Z"),
        FlowKind::BusinessHours,
        "101"
    );
}

#[test]
fn a_holiday_without_an_end_is_a_day_and_one_without_dates_never_comes() {
    let day = |day| date(2017, 1, day).at(0, 0, 0, 0);
    let at = |dates: &[(DateTime, DateTime)], time: &str| {
        let mut main = attendant("main", automatic(MenuAction::Disconnect));
        main.holidays.push(holiday("new year", dates));
        flow(main, time)
    };
    // What has no end lasts to the next midnight, as the format reads it.
    let one = [(day(1), day(2))];
    assert_eq!(at(&one, "2017-01-01T23:59:59Z"), FlowKind::Holiday, "102");
    assert_eq!(
        at(&one, "2017-01-02T00:00:00Z"),
        FlowKind::BusinessHours,
        "102"
    );
    assert_eq!(
        at(&[], "2017-01-01T12:00:00Z"),
        FlowKind::BusinessHours,
        "103"
    );
}

#[test]
fn a_nested_attendant_applies_its_own_hours() {
    let set = |tenant: &mut Tenant| {
        let mut first = attendant("main", automatic(MenuAction::Disconnect));
        first.flow.options = vec![option(
            ringback_world::calls::Tone::One,
            "next",
            MenuAction::Redirect(Target::Attendant {
                attendant: 1,
                by: ringback_world::declaration::Endpoint::Direct,
                priority: None,
            }),
        )];
        first.flow.prompt = Some(prompt("menu", 3));
        // The run begins on a Tuesday at 10:15 in UTC, which is 19:15 in Tokyo.
        let mut second = open("Asia/Tokyo", &[(NINE, FIVE)]);
        second.name = "tokyo".to_owned();
        tenant.attendants = vec![first, second];
    };
    check(
        "104",
        set,
        "0 c1 calls account-main
         1 c1 presses 1",
        10,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         1 c1 says one Selected
         1 c1 left TransferInProgress attendant tokyo selections 1
         1 c1 reaches tokyo AfterHours
         1 c1 left TerminatedAutomaticSelection selections 0
         1 c1 ended 0",
    );
}
