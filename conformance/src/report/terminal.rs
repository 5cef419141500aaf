//! The report for a person at a terminal.

use std::fmt::Write;

use ringback_scenarios::Verdict;

use crate::{CaseResult, FirstCause, Role, Summary, suite};

/// Writes the report: a line for each case, then what failed, the first cause first with its time line, the command that
/// repeats it, and the first causes of the whole run.
pub fn terminal(summary: &Summary) -> String {
    let mut text = String::new();
    for result in &summary.results {
        case_line(&mut text, result);
    }
    for result in summary.results.iter().filter(|result| !result.passed()) {
        failures(&mut text, summary, result);
    }
    causes(&mut text, &summary.first_causes());
    closing(&mut text, summary);
    text
}

fn case_line(text: &mut String, result: &CaseResult) {
    let word = if result.passed() { "pass" } else { "FAIL" };
    let checks = result.verdicts.len();
    line(
        text,
        format_args!(
            "{word}  {}  ({checks} checks, {} simulated, {} ms)",
            result.id,
            result.simulated,
            result.real.as_millis()
        ),
    );
    for stray in &result.strays {
        line(text, format_args!("      stray: {stray}"));
    }
}

fn failures(text: &mut String, summary: &Summary, result: &CaseResult) {
    line(text, format_args!("\n--- {} ---", result.id));
    for (role, verdict) in result.failures() {
        failure(text, role, verdict);
    }
    line(
        text,
        format_args!("  repeat:   {}", summary.repeat_command(result)),
    );
}

fn failure(text: &mut String, role: Role<'_>, verdict: &Verdict) {
    let place = format!("{}:{}", verdict.where_in_file.0, verdict.where_in_file.1);
    let role_text = match role {
        Role::Cause => "first cause".to_owned(),
        Role::ConsequenceOf(rule) => format!("consequence of {rule}"),
    };
    line(
        text,
        format_args!("  rule:     {} ({place}), {role_text}", verdict.rule),
    );
    line(text, format_args!("  expected: {}", verdict.expected));
    line(text, format_args!("  happened: {}", verdict.happened));
    match role {
        Role::Cause => {
            for (at, what) in &verdict.timeline {
                line(text, format_args!("    {:>12}  {what}", at.to_string()));
            }
        }
        // What led to the cause led to this too.
        Role::ConsequenceOf(_) => {}
    }
}

fn causes(text: &mut String, causes: &[FirstCause]) {
    for cause in causes {
        let title = suite::explain(&cause.rule).map_or_else(
            |_not_of_the_suite| String::new(),
            |rule| format!(" {}", rule.title),
        );
        line(
            text,
            format_args!(
                "\nfirst cause: {}{title}\n  fails first in {}",
                cause.rule,
                cause.cases.join(", ")
            ),
        );
        if !cause.consequences.is_empty() {
            line(
                text,
                format_args!("  as its consequences: {}", cause.consequences.join(", ")),
            );
        }
    }
}

fn closing(text: &mut String, summary: &Summary) {
    let failed = summary
        .results
        .iter()
        .filter(|result| !result.passed())
        .count();
    let passed = summary.results.len() - failed;
    line(
        text,
        format_args!(
            "\n{passed} passed, {failed} failed; implementation {}; seed {}; {} of simulated time in {:.1} s",
            summary.implementation,
            summary.seed,
            summary.simulated(),
            summary.real.as_secs_f64()
        ),
    );
}

fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    writeln!(text, "{arguments}").expect("writing to a text cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{case, failed, passed, summary};

    #[test]
    fn the_first_cause_stands_first_with_its_time_line_and_again_at_the_end() {
        let results = vec![
            case("menu/key", vec![passed("CA-HANGUP-1")]),
            case(
                "menu/word",
                vec![failed("CQ-ANSWER-1", 60), failed("CA-ANSWER-1", 10)],
            ),
        ];
        let expected = "\
pass  menu/key  (1 checks, 1m simulated, 20 ms)
FAIL  menu/word  (2 checks, 1m simulated, 20 ms)

--- menu/word ---
  rule:     CA-ANSWER-1 (library/a.yaml:4), first cause
  expected: a prompt within 10s
  happened: it was not seen by 10s
             10s  the call is over
  rule:     CQ-ANSWER-1 (library/a.yaml:4), consequence of CA-ANSWER-1
  expected: a prompt within 10s
  happened: it was not seen by 1m
  repeat:   ringback test library/a.yaml --filter menu/word --seed 1

first cause: CA-ANSWER-1 An incoming call is answered while it rings
  fails first in menu/word
  as its consequences: CQ-ANSWER-1

1 passed, 1 failed; implementation sample; seed 1; 2m of simulated time in 1.5 s
";
        assert_eq!(terminal(&summary(results)), expected);
    }
}
