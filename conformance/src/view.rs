//! What the judge sees of a run, and the verdict on a run that did not come to its end.

use ringback_scenarios::{Case, Direction, ExchangeView, Outcome, Verdict};
use ringback_service::{Exchange, RunEnd};
use ringback_world::Time;

/// The rule that every run is held to.
const RUN_ENDS: &str = "RUN-ENDS-1";

/// Shows an exchange as the judge sees it.
pub(crate) fn exchange(exchange: &Exchange) -> ExchangeView {
    ExchangeView {
        at: exchange.at,
        direction: match exchange.direction {
            ringback_service::Direction::FromImplementation => Direction::FromImplementation,
            ringback_service::Direction::ToImplementation => Direction::ToImplementation,
        },
        what: exchange.what.clone(),
        event_type: exchange.event_type.clone(),
        contact: exchange.contact,
        method: exchange.method.clone(),
        path: exchange.path.clone(),
        status: exchange.status,
    }
}

/// Gives the failing verdict on a run that did not come to its end, and nothing for one that did.
pub(crate) fn unfinished(case: &Case, end: &RunEnd, at: Time) -> Option<Verdict> {
    let happened = match end {
        RunEnd::Finished => return None,
        RunEnd::TimeLimit => {
            format!("it still ran after its limit of real time, at {at} of simulated time")
        }
        RunEnd::SimulatedLimit => format!(
            "it still ran after {} of simulated time, the limit of the case",
            case.limit
        ),
        RunEnd::Stuck(why) => format!("it stood still: {why}"),
    };
    Some(Verdict {
        rule: RUN_ENDS.to_owned(),
        rules: vec![RUN_ENDS.to_owned()],
        outcome: Outcome::Failed,
        expected: "everyone comes to the end of what they set out to do".to_owned(),
        happened,
        wrong_since: at,
        timeline: Vec::new(),
        contact: None,
        where_in_file: (case.file.clone(), 1),
    })
}
