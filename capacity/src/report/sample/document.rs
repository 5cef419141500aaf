//! The whole documents.

use ringback_format::figures::{
    Definitions, Estimate, Figures,
    Measure::{Abandonment, Asa, Cost, Occupancy, ServiceLevel, StaffedTime, WaitP90},
    Of, Period, RunKind, ShortAbandons,
};

use super::{judged, subjects};

/// What a replication adds to the quantile of 95% with 64 of them.
const QUANTILE: f64 = 1.998;

/// An estimate with its standard error.
pub(crate) fn estimate(value: f64, standard_error: f64) -> Estimate {
    Estimate {
        value,
        standard_error: Some(standard_error),
        low: Some((value - QUANTILE * standard_error).max(0.0)),
        high: Some(value + QUANTILE * standard_error),
    }
}

/// The figures of a plan.
pub(crate) fn figures() -> Figures {
    Figures {
        run: RunKind::Plan,
        scenario: "airline-morning".to_owned(),
        about: "The morning of a small airline, with a bot in front.".to_owned(),
        seed: 7,
        replications: 64,
        confidence: 0.95,
        period: Period {
            start: "2026-03-02T07:30:00".to_owned(),
            lasts_s: 9_000.0,
            warm_up_s: 1_800.0,
            interval_s: 1_800.0,
        },
        definitions: Definitions {
            service_level_within_s: 20.0,
            service_level_of: Of::Offered,
            short_abandons: ShortAbandons::LeftOut,
            short_below_s: 5.0,
        },
        queues: subjects::queues(),
        groups: subjects::groups(),
        channels: vec![
            subjects::contacts(
                "voice",
                [514.0, 31.5, 0.0, 357.0, 408.0, 363.5, 38.25, 2.5, 0.0],
                0.7391,
                39.75,
            ),
            subjects::contacts(
                "chat",
                [177.0, 0.0, 161.5, 120.25, 120.25, 120.25, 0.0, 0.5, 0.0],
                0.8915,
                11.5,
            ),
        ],
        kinds: vec![
            subjects::contacts(
                "traveller",
                [640.0, 28.0, 161.5, 477.25, 477.25, 437.5, 36.5, 2.75, 0.0],
                0.7712,
                33.5,
            ),
            subjects::contacts(
                "agency",
                [51.0, 3.5, 0.0, 0.0, 51.0, 46.25, 4.5, 0.25, 0.0],
                0.7195,
                43.25,
            ),
        ],
        flows: judged::flows(),
        formulas: judged::formulas(),
        checks: judged::checks(),
        targets: judged::targets(),
        staffing: Some(judged::staffing()),
    }
}

/// The figures of another plan for the same morning: with more agents for bookings.
pub(crate) fn changed() -> Figures {
    let mut figures = figures();
    figures.scenario = "airline-morning-more".to_owned();
    let bookings = &mut figures.queues[0].whole;
    bookings.insert(ServiceLevel, estimate(0.8315, 0.0052));
    bookings.insert(Abandonment, estimate(0.0512, 0.0021));
    bookings.insert(Asa, estimate(23.4, 1.25));
    bookings.insert(WaitP90, estimate(125.0, 4.0));
    let sales = &mut figures.groups[0].whole;
    sales.insert(StaffedTime, estimate(50.0, 0.0));
    sales.insert(Occupancy, estimate(0.7642, 0.0041));
    sales.insert(Cost, Estimate::bare(1_400.0));
    figures
}
