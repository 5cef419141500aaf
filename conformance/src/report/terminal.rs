//! The report for a person at a terminal.

use std::fmt::Write;

use ringback_scenarios::Verdict;

use crate::{CaseResult, Summary};

/// Writes the report: a line for each case, then what failed with its time line and the command that repeats it.
pub fn terminal(summary: &Summary) -> String {
    let mut text = String::new();
    for result in &summary.results {
        case_line(&mut text, result);
    }
    for result in summary.results.iter().filter(|result| !result.passed()) {
        failures(&mut text, summary, result);
    }
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
    for verdict in result.verdicts.iter().filter(|verdict| !verdict.passed()) {
        failure(text, verdict);
    }
    line(
        text,
        format_args!("  repeat:   {}", summary.repeat_command(result)),
    );
}

fn failure(text: &mut String, verdict: &Verdict) {
    let place = format!("{}:{}", verdict.where_in_file.0, verdict.where_in_file.1);
    line(text, format_args!("  rule:     {} ({place})", verdict.rule));
    line(text, format_args!("  expected: {}", verdict.expected));
    line(text, format_args!("  happened: {}", verdict.happened));
    for (at, what) in &verdict.timeline {
        line(text, format_args!("    {:>12}  {what}", at.to_string()));
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
