//! Small scenarios, run.

use ringback_capacity::{Options, Outcome, PlanError, Progress};
use ringback_format::figures::{Estimate, Figures, Measure, Subject};
use ringback_scenarios::population::Plan;

/// Loads a scenario; `files` stand beside it.
pub(crate) fn load_with(text: &str, files: &[(&str, &str)]) -> Result<Plan, String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("it can be written");
    }
    let path = folder.path().join("scenario.yaml");
    std::fs::write(&path, text).expect("it can be written");
    let shown = path.display().to_string();
    ringback_scenarios::load_plan(&path)
        .map_err(|why| why.to_string().replace(&shown, "scenario.yaml"))
}

pub(crate) fn load(text: &str) -> Plan {
    load_with(text, &[]).unwrap_or_else(|why| panic!("{why}"))
}

pub(crate) fn options(replications: u64) -> Options<'static> {
    Options {
        seed: 1,
        replications: Some(replications),
        threads: 1,
        partition: None,
        progress: &|_: Progress| {},
    }
}

pub(crate) fn outcome(plan: &Plan, options: &Options<'_>) -> Result<Outcome, PlanError> {
    ringback_capacity::run(plan, options)
}

/// Runs a scenario so often and gives its figures; every check of the run itself must hold.
pub(crate) fn figures(text: &str, replications: u64) -> Figures {
    let outcome =
        outcome(&load(text), &options(replications)).unwrap_or_else(|why| panic!("{why}"));
    let figures = outcome.figures.expect("a whole run has figures");
    for check in &figures.checks {
        assert!(
            check.holds,
            "{} of {}: {}",
            check.check, check.of, check.because
        );
    }
    figures
}

pub(crate) fn estimate(subject: &Subject, measure: Measure) -> Estimate {
    *subject
        .whole
        .get(&measure)
        .unwrap_or_else(|| panic!("{} has no {}", subject.name, measure.title()))
}

pub(crate) fn value(subject: &Subject, measure: Measure) -> f64 {
    estimate(subject, measure).value
}

/// Holds a figure against what theory says: within five standard errors, and no wider than a share of it.
pub(crate) fn agrees(subject: &Subject, measure: Measure, expected: f64) {
    let found = estimate(subject, measure);
    let error = found.standard_error.unwrap_or(0.0);
    let name = format!("{} of {}", measure.title(), subject.name);
    assert!(
        (found.value - expected).abs() <= 5.0 * error + 1e-9,
        "{name}: {} with error {error}, expected {expected}",
        found.value
    );
    assert!(
        error <= 0.1 * expected.max(0.02),
        "{name}: an error of {error} says nothing of {expected}"
    );
}
