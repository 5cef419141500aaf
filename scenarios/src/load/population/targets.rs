//! From entries of `expect` to what a capacity run must reach.

use ringback_format::{figures, yaml::NodeError};

use super::kinds::Named;
use crate::{
    language::{Bound, Expectation, Expected, Measure, MeasureExpected},
    population::{ServiceLevel, Target, TargetOf},
};

/// Gives the targets among the expectations; whatever else is expected speaks of single contacts and is for `test`.
pub(super) fn targets(
    expect: &[Expectation],
    named: &Named<'_>,
    level: &ServiceLevel,
) -> Result<Vec<Target>, NodeError> {
    let measured = expect
        .iter()
        .filter_map(|expectation| match &expectation.expected {
            Expected::Measure(measured) => Some((measured, expectation.place)),
            Expected::Contact(_)
            | Expected::Fact(..)
            | Expected::Exchange(..)
            | Expected::Report(..) => None,
        });
    measured
        .map(|(measured, place)| {
            target(measured, named, level).map_err(|error| NodeError {
                place: error.place.or(Some(place)),
                ..error
            })
        })
        .collect()
}

fn target(
    measured: &MeasureExpected,
    named: &Named<'_>,
    level: &ServiceLevel,
) -> Result<Target, NodeError> {
    let (name, place) = (measured.of.value.as_str(), measured.of.place);
    let of = match measured.measure {
        Measure::Occupancy => TargetOf::Group(named.group(name, place)?),
        Measure::ServiceLevel
        | Measure::Abandonment
        | Measure::Asa
        | Measure::LongestWait
        | Measure::WaitP90
        | Measure::Answered
        | Measure::Offered
        | Measure::Abandoned => TargetOf::Queue(named.queue(name, place)?),
    };
    if let Some(within) = measured.within.filter(|within| *within != level.within) {
        return Err(NodeError::at(
            place,
            format!(
                "this service level is within {within}, the run's within {}",
                level.within
            ),
        )
        .expected("the same wait here and in `capacity: { service-level: { within } }`"));
    }
    Ok(Target {
        measure: figure(measured.measure),
        of,
        within: measured.within,
        at_least: measured.at_least.map(number),
        at_most: measured.at_most.map(number),
        on_days: measured.on_days,
        text: measured.to_string(),
    })
}

fn figure(measure: Measure) -> figures::Measure {
    match measure {
        Measure::ServiceLevel => figures::Measure::ServiceLevel,
        Measure::Abandonment => figures::Measure::Abandonment,
        Measure::Asa => figures::Measure::Asa,
        Measure::Answered => figures::Measure::Answered,
        Measure::Offered => figures::Measure::Offered,
        Measure::Abandoned => figures::Measure::Abandoned,
        Measure::Occupancy => figures::Measure::Occupancy,
        Measure::LongestWait => figures::Measure::LongestWait,
        Measure::WaitP90 => figures::Measure::WaitP90,
    }
}

fn number(bound: Bound) -> f64 {
    match bound {
        Bound::Count(count) => count as f64,
        Bound::Share(share) => share,
        Bound::Time(span) => span.as_secs_f64(),
    }
}
