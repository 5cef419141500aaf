//! Figures of a queue, as the call-center literature defines them.

use ringback_world::{Span, What, teams};

use super::{RunView, verdicts::Finding, view::Outcome};
use crate::language::{Bound, Measure, MeasureExpected};
use crate::offered::Offered;

/// What a queue's calls came to.
#[derive(Default)]
struct Figures {
    offered: u64,
    abandoned: u64,
    answered: Vec<Span>,
    longest: Option<Span>,
}

impl Figures {
    fn saw(&mut self, waited: Span) {
        self.longest = self.longest.max(Some(waited));
    }

    /// Gives the wait that the share of the answered does not exceed.
    fn percentile(&self, share: f64) -> Option<Span> {
        let mut waits = self.answered.clone();
        waits.sort_unstable();
        let rank = (waits.len() as f64 * share).ceil() as usize;
        waits.get(rank.saturating_sub(1)).copied()
    }
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
    Finding {
        outcome: Outcome::of(least && most),
        expected: expected.to_string(),
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
    let mut offered = Offered::default();
    for fact in run.facts {
        if let What::Teams(fact) = &fact.what
            && offered.saw(fact) == Some(queue)
        {
            figures.offered += 1;
        }
        match &fact.what {
            What::Teams(teams::Fact::Abandoned {
                queue: name,
                waited,
                ..
            }) if name == queue => {
                figures.saw(*waited);
                figures.abandoned += 1;
            }
            What::Teams(teams::Fact::AnsweredByAgent {
                queue: name,
                waited,
                ..
            }) if name == queue => {
                figures.saw(*waited);
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
        Measure::LongestWait => figures.longest.map(Bound::Time),
        Measure::WaitP90 => figures.percentile(0.9).map(Bound::Time),
        // Refused as the case is loaded: what agents do besides their calls is not in the facts.
        Measure::Occupancy => None,
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
