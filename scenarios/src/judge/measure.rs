//! Figures of a queue, as the call-center literature defines them.

use ringback_world::{Span, What, teams};

use super::{RunView, verdicts::Finding, view::Outcome};
use crate::language::{Bound, Measure, MeasureExpected};

/// What a queue's calls came to.
#[derive(Default)]
struct Figures {
    offered: u64,
    abandoned: u64,
    answered: Vec<Span>,
}

/// Holds a figure against its bounds.
pub(super) fn finding(expected: &MeasureExpected, run: &RunView<'_>) -> Finding {
    let figures = figures(&expected.of.value, run);
    let value = value(expected, &figures);
    let least = expected
        .at_least
        .is_none_or(|bound| value.is_some_and(|value| number(value) >= number(bound)));
    let most = expected
        .at_most
        .is_none_or(|bound| value.is_some_and(|value| number(value) <= number(bound)));
    let mut text = format!("{} of {}", name(expected.measure), expected.of.value);
    if let Some(within) = expected.within {
        text.push_str(&format!(" within {within}"));
    }
    let bounds = match (expected.at_least, expected.at_most) {
        (Some(least), Some(most)) if least == most => format!("{least}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => "anything".to_owned(),
    };
    Finding {
        outcome: Outcome::of(least && most),
        expected: format!("{text}: {bounds}"),
        happened: match value {
            Some(value) => format!(
                "{value} ({} offered, {} answered, {} abandoned)",
                figures.offered,
                figures.answered.len(),
                figures.abandoned
            ),
            None => format!(
                "there is no such figure: {} calls were offered, {} answered",
                figures.offered,
                figures.answered.len()
            ),
        },
        contact: None,
        focus: run.ended_at,
        wrong_since: run.ended_at,
    }
}

fn figures(queue: &str, run: &RunView<'_>) -> Figures {
    let mut figures = Figures::default();
    for fact in run.facts {
        match &fact.what {
            What::Teams(teams::Fact::Queued { queue: name, .. }) if name == queue => {
                figures.offered += 1;
            }
            What::Teams(teams::Fact::Abandoned { queue: name, .. }) if name == queue => {
                figures.abandoned += 1;
            }
            What::Teams(teams::Fact::AnsweredByAgent {
                queue: name,
                waited,
                ..
            }) if name == queue => {
                figures.answered.push(*waited);
            }
            _ => {}
        }
    }
    figures
}

fn value(expected: &MeasureExpected, figures: &Figures) -> Option<Bound> {
    let share = |part: usize| match figures.offered {
        0 => None,
        offered => Some(Bound::Share(part as f64 / offered as f64)),
    };
    match expected.measure {
        Measure::ServiceLevel => {
            let within = expected.within.unwrap_or(Span::MAX);
            share(
                figures
                    .answered
                    .iter()
                    .filter(|waited| **waited <= within)
                    .count(),
            )
        }
        Measure::Abandonment => share(figures.abandoned as usize),
        Measure::Asa => {
            let sum: u64 = figures
                .answered
                .iter()
                .map(|waited| waited.as_micros())
                .sum();
            let count = figures.answered.len() as u64;
            sum.checked_div(count)
                .map(|mean| Bound::Time(Span::from_micros(mean)))
        }
        Measure::Answered => Some(Bound::Count(figures.answered.len() as u64)),
        Measure::Offered => Some(Bound::Count(figures.offered)),
        Measure::Abandoned => Some(Bound::Count(figures.abandoned)),
    }
}

/// Gives a bound as a number; bounds of one measure are of one kind.
fn number(bound: Bound) -> f64 {
    match bound {
        Bound::Count(count) => count as f64,
        Bound::Share(share) => share,
        Bound::Time(span) => span.as_secs_f64(),
    }
}

fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::ServiceLevel => "the service level (of offered calls)",
        Measure::Abandonment => "the abandonment (of offered calls)",
        Measure::Asa => "the average speed of answer",
        Measure::Answered => "the answered calls",
        Measure::Offered => "the offered calls",
        Measure::Abandoned => "the abandoned calls",
    }
}
