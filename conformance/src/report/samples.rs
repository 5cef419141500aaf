//! Summaries for the tests of what is made of them.

use std::time::Duration;

use ringback_scenarios::{Outcome, Verdict};
use ringback_world::{Contact, Span, Time};

use crate::{CaseResult, Summary};

pub(crate) fn summary(results: Vec<CaseResult>) -> Summary {
    Summary {
        implementation: "sample".to_owned(),
        implementation_path: None,
        defect: None,
        seed: 1,
        results,
        real: Duration::from_millis(1500),
    }
}

pub(crate) fn case(id: &str, verdicts: Vec<Verdict>) -> CaseResult {
    CaseResult {
        id: id.to_owned(),
        file: "library/a.yaml".to_owned(),
        verdicts,
        simulated: Span::from_secs(60),
        real: Duration::from_millis(20),
        strays: Vec::new(),
        teams: Vec::new(),
    }
}

/// A check that failed, certain after so many seconds.
pub(crate) fn failed(rule: &str, known_s: u64) -> Verdict {
    let wrong_since = Time::from_secs(known_s);
    Verdict {
        outcome: Outcome::Failed,
        happened: format!("it was not seen by {wrong_since}"),
        wrong_since,
        timeline: vec![(wrong_since, "the call is over".to_owned())],
        ..passed(rule)
    }
}

/// A check that held.
pub(crate) fn passed(rule: &str) -> Verdict {
    Verdict {
        rule: rule.to_owned(),
        rules: vec![rule.to_owned()],
        outcome: Outcome::Passed,
        expected: "a prompt within 10s".to_owned(),
        happened: "seen at 1s".to_owned(),
        wrong_since: Time::from_secs(60),
        timeline: Vec::new(),
        contact: Some(Contact(1)),
        where_in_file: ("library/a.yaml".to_owned(), 4),
    }
}
