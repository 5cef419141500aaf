//! The JUnit report, which CI systems read.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use ringback_scenarios::Verdict;

use crate::{CaseResult, Role, Summary};

/// Writes the report as XML: a suite for each scenario, a test for each case.
pub fn junit(summary: &Summary) -> String {
    let mut report = Report::new("ringback");
    report.set_time(summary.real);
    let mut suites: Vec<TestSuite> = Vec::new();
    for result in &summary.results {
        let name = result.id.split('/').next().unwrap_or(&result.id);
        if suites
            .last()
            .is_none_or(|suite| suite.name.as_str() != name)
        {
            suites.push(TestSuite::new(name));
        }
        let suite = suites
            .last_mut()
            .expect("one was pushed above where there was none");
        suite.add_test_case(test_case(summary, result));
    }
    report.add_test_suites(suites);
    report.to_string().expect("the report holds text only")
}

fn test_case(summary: &Summary, result: &CaseResult) -> TestCase {
    let failures = result.failures();
    let status = match failures.first() {
        None => TestCaseStatus::success(),
        Some((_, cause)) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(cause.rule.clone());
            status.set_message(format!("expected {}; {}", cause.expected, cause.happened));
            let mut details: Vec<String> = failures
                .iter()
                .map(|(role, verdict)| describe(*role, verdict))
                .collect();
            details.push(format!("repeat: {}", summary.repeat_command(result)));
            status.set_description(details.join("\n"));
            status
        }
    };
    let mut case = TestCase::new(result.id.clone(), status);
    case.set_classname(summary.implementation.clone());
    case.set_time(result.real);
    for (role, verdict) in failures {
        let name = match role {
            Role::Cause => "first-cause",
            Role::ConsequenceOf(_) => "consequence",
        };
        for rule in &verdict.rules {
            case.add_property((name, rule.as_str()));
        }
    }
    case
}

fn describe(role: Role<'_>, verdict: &Verdict) -> String {
    let role = match role {
        Role::Cause => "first cause".to_owned(),
        Role::ConsequenceOf(rule) => format!("consequence of {rule}"),
    };
    let mut lines = vec![
        format!(
            "rule {} ({}:{}), {role}",
            verdict.rule, verdict.where_in_file.0, verdict.where_in_file.1
        ),
        format!("expected {}", verdict.expected),
        format!("happened {}", verdict.happened),
    ];
    lines.extend(
        verdict
            .timeline
            .iter()
            .map(|(at, what)| format!("  {at}  {what}")),
    );
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{case, failed, passed, summary};

    #[test]
    fn a_failure_is_of_the_type_of_its_first_cause_and_names_the_consequences() {
        let results = vec![
            case("menu/key", vec![passed("CA-HANGUP-1")]),
            case(
                "menu/word",
                vec![failed("CQ-ANSWER-1", 60), failed("CA-ANSWER-1", 10)],
            ),
        ];
        let xml = junit(&summary(results));
        for part in [
            "failures=\"1\"",
            "type=\"CA-ANSWER-1\"",
            "<property name=\"first-cause\" value=\"CA-ANSWER-1\"/>",
            "<property name=\"consequence\" value=\"CQ-ANSWER-1\"/>",
            "rule CQ-ANSWER-1 (library/a.yaml:4), consequence of CA-ANSWER-1",
        ] {
            assert!(xml.contains(part), "{part} is missing in\n{xml}");
        }
    }
}
