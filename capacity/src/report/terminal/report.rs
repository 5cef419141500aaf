//! The whole report.

use ringback_format::figures::{Check, Figures, Subject, TargetResult};

use super::table::{draw, facts};
use crate::report::{
    tables::{self, Cell, Detail, Table},
    words,
};

/// A table by interval with more rows is left to the other reports.
const INTERVALS_MAX: usize = 48;

/// Writes the figures of a run as tables of at most some 116 characters. What was demanded stands last, where one looks first.
pub fn terminal(figures: &Figures) -> String {
    let mut text = heading(figures);
    for table in tables(figures) {
        text.push('\n');
        text.push_str(&draw(&table));
    }
    let intervals = intervals(figures);
    if intervals > INTERVALS_MAX {
        text.push_str(&format!(
            "\nThe {intervals} intervals are too many to show here; the json, csv and html reports have them.\n"
        ));
    }
    text.push_str(&checks(&figures.checks));
    text.push_str(&targets(&figures.targets));
    text
}

fn heading(figures: &Figures) -> String {
    let mut all = vec![("scenario", figures.scenario.clone())];
    if !figures.about.is_empty() {
        all.push(("about", figures.about.clone()));
    }
    all.extend(words::facts(figures));
    facts(&all)
}

/// Gives the most intervals of any subject.
fn intervals(figures: &Figures) -> usize {
    let subjects = figures.queues.iter().chain(&figures.groups);
    subjects
        .map(|subject| subject.intervals.len())
        .max()
        .unwrap_or(0)
}

fn tables(figures: &Figures) -> Vec<Table> {
    let short = intervals(figures) <= INTERVALS_MAX;
    let mut all = Vec::new();
    let mut add = |title: &str, of: Option<&str>, subjects: &[Subject]| {
        if !subjects.is_empty() {
            all.push(tables::whole(title, subjects));
        }
        if let Some(of) = of.filter(|_| short) {
            let by_interval = |subject: &Subject| tables::intervals(of, subject, Detail::Compact);
            all.extend(subjects.iter().filter_map(by_interval));
        }
    };
    add("Queues", Some("Queue"), &figures.queues);
    add("Groups of agents", Some("Group"), &figures.groups);
    add("Channels", None, &figures.channels);
    add("Kinds of customers", None, &figures.kinds);
    if !figures.flows.is_empty() {
        all.push(tables::flows(&figures.flows));
    }
    for mut table in tables::formulas(&figures.formulas) {
        if !short {
            let is_whole = |row: &Vec<Cell>| row[0].text == tables::WHOLE;
            table.rows.retain(is_whole);
        }
        all.push(table);
    }
    if let Some(staffing) = &figures.staffing {
        all.push(tables::agents(figures, staffing));
        all.extend(tables::curve(staffing));
    }
    all
}

/// Says in a line that all checks hold, or which do not.
fn checks(checks: &[Check]) -> String {
    let failed: Vec<&Check> = checks.iter().filter(|check| !check.holds).collect();
    if checks.is_empty() {
        return "\nChecks of the run: none was made.\n".to_owned();
    }
    if failed.is_empty() {
        return format!("\nChecks of the run: all {} hold.\n", checks.len());
    }
    let mut text = format!(
        "\nChecks of the run: {} of {} DO NOT HOLD; the figures cannot be trusted.\n",
        failed.len(),
        checks.len()
    );
    for check in failed {
        text.push_str(&format!(
            "  {} of {}: {}\n",
            check.check, check.of, check.because
        ));
    }
    text
}

fn targets(targets: &[TargetResult]) -> String {
    if targets.is_empty() {
        return String::new();
    }
    let met = targets.iter().filter(|target| target.met).count();
    let mut text = format!("\nTargets: {met} of {} met.\n", targets.len());
    for target in targets {
        let word = if target.met { "met    " } else { "NOT MET" };
        let found = target.found.map_or_else(
            || "no figure".to_owned(),
            |found| tables::in_words(&Cell::estimate(target.measure.unit(), &found)),
        );
        let because = target
            .because
            .as_ref()
            .map_or_else(String::new, |because| format!("; {because}"));
        text.push_str(&format!("  {word}  {}: {found}{because}\n", target.target));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_report_shows_all_that_was_found() {
        insta::assert_snapshot!(terminal(&sample::figures()));
    }

    #[test]
    fn a_check_that_fails_is_told_with_both_sides() {
        let mut figures = sample::figures();
        figures.checks[0].holds = false;
        figures.checks[0].because = "9 contacts came, 8 went".to_owned();
        let text = terminal(&figures);
        assert!(text.contains("1 of 7 DO NOT HOLD"), "{text}");
        assert!(
            text.contains("flow balance of billing: 9 contacts came, 8 went"),
            "{text}"
        );
        assert!(!text.contains("Little's law"), "{text}");
    }

    #[test]
    fn many_intervals_are_left_to_the_other_reports() {
        let mut figures = sample::figures();
        for subject in figures.queues.iter_mut().chain(&mut figures.groups) {
            subject.intervals = subject
                .intervals
                .iter()
                .cycle()
                .take(336)
                .cloned()
                .collect();
        }
        let text = terminal(&figures);
        assert!(text.contains("The 336 intervals are too many"), "{text}");
        assert!(!text.contains("billing by interval"), "{text}");
        assert!(text.contains("Formulas and queue billing"), "{text}");
        assert!(!text.contains("08:30"), "{text}");
    }

    #[test]
    fn a_run_alone_knows_no_confidence() {
        let mut figures = sample::figures();
        figures.replications = 1;
        assert!(terminal(&figures).contains("there is one run alone"));
    }
}
