//! The first cause of a failure, and what only followed from it.
//!
//! A service that does one thing wrong fails many checks: a call that nobody answers reaches no menu, no queue and no
//! agent. Within a case the check that went wrong first is the cause, the others count as its consequences: what was waited
//! for and never seen is wrong since its turn came, everything else since it was certain. It is a guess by time, and a good
//! one: what has not gone wrong yet cannot have made anything fail.

use ringback_scenarios::Verdict;

use crate::{CaseResult, Summary};

/// Why a check failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'a> {
    /// Nothing had failed before it.
    Cause,
    /// Another check had failed before it in the same case; the rule is that one's.
    ConsequenceOf(&'a str),
}

/// A rule that failed first in at least one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstCause {
    /// The rule.
    pub rule: String,
    /// The cases in which it failed first.
    pub cases: Vec<String>,
    /// The rules that failed after it in those cases and are a first cause in no case of the run.
    pub consequences: Vec<String>,
}

impl CaseResult {
    /// Lists the checks that failed with what each is, the first cause first.
    pub fn failures(&self) -> Vec<(Role<'_>, &Verdict)> {
        let mut failed: Vec<&Verdict> = self
            .verdicts
            .iter()
            .filter(|verdict| !verdict.passed())
            .collect();
        failed.sort_by_key(|verdict| verdict.wrong_since);
        let cause = failed.first().map_or("", |first| first.rule.as_str());
        let role = |place| match place {
            0 => Role::Cause,
            _ => Role::ConsequenceOf(cause),
        };
        failed
            .iter()
            .enumerate()
            .map(|(place, verdict)| (role(place), *verdict))
            .collect()
    }
}

impl Summary {
    /// Lists the first causes of everything that failed in the run, those of the most cases first.
    pub fn first_causes(&self) -> Vec<FirstCause> {
        let failures: Vec<(&str, Vec<(Role<'_>, &Verdict)>)> = self
            .results
            .iter()
            .map(|result| (result.id.as_str(), result.failures()))
            .collect();
        let mut causes: Vec<FirstCause> = Vec::new();
        for (case, failures) in &failures {
            let Some((_, first)) = failures.first() else {
                continue;
            };
            for rule in &first.rules {
                cause_of(&mut causes, rule).cases.push((*case).to_owned());
            }
        }
        let rules: Vec<String> = causes.iter().map(|cause| cause.rule.clone()).collect();
        for (_, failures) in &failures {
            let Some(((_, first), others)) = failures.split_first() else {
                continue;
            };
            let cause = cause_of(&mut causes, &first.rule);
            for rule in others.iter().flat_map(|(_, verdict)| &verdict.rules) {
                if !rules.contains(rule) && !cause.consequences.contains(rule) {
                    cause.consequences.push(rule.clone());
                }
            }
        }
        causes.sort_by_key(|cause| std::cmp::Reverse(cause.cases.len()));
        causes
    }
}

fn cause_of<'a>(causes: &'a mut Vec<FirstCause>, rule: &str) -> &'a mut FirstCause {
    let place = causes.iter().position(|cause| cause.rule == rule);
    let place = place.unwrap_or_else(|| {
        causes.push(FirstCause {
            rule: rule.to_owned(),
            cases: Vec::new(),
            consequences: Vec::new(),
        });
        causes.len() - 1
    });
    &mut causes[place]
}

#[cfg(test)]
mod tests {
    use crate::{
        Role,
        report::samples::{case, failed, passed, summary},
    };

    #[test]
    fn what_failed_first_is_the_cause_whatever_its_place_in_the_file() {
        let case = case(
            "a",
            vec![failed("B-1", 30), passed("C-1"), failed("A-1", 10)],
        );
        let roles: Vec<_> = case
            .failures()
            .iter()
            .map(|(role, verdict)| (*role, verdict.rule.as_str()))
            .collect();
        assert_eq!(
            roles,
            [(Role::Cause, "A-1"), (Role::ConsequenceOf("A-1"), "B-1")]
        );
    }

    #[test]
    fn of_those_that_fail_at_one_instant_the_first_in_the_file_is_the_cause() {
        let case = case("a", vec![failed("B-1", 10), failed("A-1", 10)]);
        assert_eq!(case.failures()[0].1.rule, "B-1");
    }

    #[test]
    fn a_rule_that_fails_first_anywhere_is_no_consequence_of_the_run() {
        let run = summary(vec![
            case(
                "a",
                vec![failed("A-1", 10), failed("B-1", 20), failed("C-1", 20)],
            ),
            case(
                "b",
                vec![failed("A-1", 10), failed("C-1", 20), failed("D-1", 30)],
            ),
            case("c", vec![failed("B-1", 10), passed("A-1")]),
            case("d", vec![passed("E-1")]),
        ]);
        let causes: Vec<_> = run
            .first_causes()
            .into_iter()
            .map(|cause| {
                (
                    cause.rule,
                    cause.cases.join(" "),
                    cause.consequences.join(" "),
                )
            })
            .collect();
        let text = |rule: &str, cases: &str, others: &str| {
            (rule.to_owned(), cases.to_owned(), others.to_owned())
        };
        assert_eq!(
            causes,
            [text("A-1", "a b", "C-1 D-1"), text("B-1", "c", "")]
        );
    }

    #[test]
    fn a_run_that_passes_has_no_cause() {
        assert!(
            summary(vec![case("a", vec![passed("A-1")])])
                .first_causes()
                .is_empty()
        );
    }
}
