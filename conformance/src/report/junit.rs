//! The JUnit report, which CI systems read.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use ringback_scenarios::Verdict;

use crate::{CaseResult, Summary};

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
    let failed: Vec<&Verdict> = result
        .verdicts
        .iter()
        .filter(|verdict| !verdict.passed())
        .collect();
    let status = match failed.first() {
        None => TestCaseStatus::success(),
        Some(first) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(first.rule.clone());
            status.set_message(format!("expected {}; {}", first.expected, first.happened));
            let mut details: Vec<String> = failed.iter().map(|verdict| describe(verdict)).collect();
            details.push(format!("repeat: {}", summary.repeat_command(result)));
            status.set_description(details.join("\n"));
            status
        }
    };
    let mut case = TestCase::new(result.id.clone(), status);
    case.set_classname(summary.implementation.clone());
    case.set_time(result.real);
    case
}

fn describe(verdict: &Verdict) -> String {
    let mut lines = vec![
        format!(
            "rule {} ({}:{})",
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
