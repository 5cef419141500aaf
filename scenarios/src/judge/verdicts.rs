//! All verdicts of a run.

use ringback_world::{Contact, Time};

use super::{
    RunView, Verdict, contact, counted, evidence::Evidence, faulted, measure, observed, reported,
    view::Outcome,
};
use crate::{
    case::Case,
    language::{Expectation, Expected},
};

/// What was found about one check.
pub(super) struct Finding {
    pub(super) outcome: Outcome,
    pub(super) expected: String,
    pub(super) happened: String,
    pub(super) contact: Option<Contact>,
    /// The instant that the time line is to show.
    pub(super) focus: Time,
    /// Since when it is wrong.
    pub(super) wrong_since: Time,
}

/// Judges a run: one verdict for each check.
pub(crate) fn judge(case: &Case, run: &RunView<'_>) -> Vec<Verdict> {
    let evidence = Evidence::gather(case, run);
    let mut verdicts = observed::verdicts(case, run, &evidence);
    for expectation in &case.expect {
        let finding = finding(expectation, case, run, &evidence);
        let rule = expectation.rule.as_ref().map(|rule| rule.value.as_str());
        verdicts.push(verdict(
            case,
            &evidence,
            rule,
            expectation.place.line,
            finding,
        ));
    }
    for (forbidden, seen) in case.never.iter().zip(&evidence.forbidden) {
        let finding = counted::never(forbidden, *seen, run, &evidence);
        verdicts.push(verdict(case, &evidence, None, forbidden.line, finding));
    }
    for fault in &case.faults {
        if let Some(finding) = faulted::finding(fault, run.ended_at, &evidence) {
            let line = fault.place.line;
            verdicts.push(verdict(case, &evidence, None, line, finding));
        }
    }
    if run.facts.is_empty() {
        let nothing = Finding {
            outcome: Outcome::Failed,
            expected: "that something happens".to_owned(),
            happened: "nothing happened in this run".to_owned(),
            contact: None,
            focus: run.ended_at,
            wrong_since: run.ended_at,
        };
        verdicts.push(verdict(case, &evidence, None, 1, nothing));
    }
    verdicts
}

fn finding(
    expectation: &Expectation,
    case: &Case,
    run: &RunView<'_>,
    evidence: &Evidence,
) -> Finding {
    match &expectation.expected {
        Expected::Contact(expected) => contact::finding(expected, run, evidence),
        Expected::Fact(pattern, counts) => counted::fact(pattern, *counts, run, evidence),
        Expected::Exchange(pattern, counts) => counted::exchange(pattern, *counts, run),
        Expected::Measure(expected) => measure::finding(expected, run),
        Expected::Report(pattern, counts) => reported::finding(pattern, *counts, case, run),
    }
}

/// Makes a verdict of what was found; the time line is there where the check failed.
pub(super) fn verdict(
    case: &Case,
    evidence: &Evidence,
    own_rule: Option<&str>,
    line: u32,
    finding: Finding,
) -> Verdict {
    let rules = own_rule.map_or_else(|| case.rules.clone(), |rule| vec![rule.to_owned()]);
    let timeline = match finding.outcome {
        Outcome::Passed => Vec::new(),
        Outcome::Failed => evidence.timeline(finding.contact, finding.focus),
    };
    Verdict {
        rule: rules.first().cloned().unwrap_or_default(),
        rules,
        outcome: finding.outcome,
        expected: finding.expected,
        happened: finding.happened,
        wrong_since: finding.wrong_since,
        timeline,
        contact: finding.contact,
        where_in_file: (case.file.clone(), line),
    }
}

impl Outcome {
    /// Gives the outcome of a check that held or did not.
    pub(super) fn of(held: bool) -> Self {
        if held { Self::Passed } else { Self::Failed }
    }
}
