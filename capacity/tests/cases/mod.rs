//! The exact queueing results as scenarios: each case is written in the scenario language, run through `plan`, and its figures
//! are held against what the case expects.

mod figure;
mod scenario;

use std::path::{Path, PathBuf};

use ringback_capacity::{Options, Progress};
use ringback_format::figures::{Estimate, Figures};
use serde_json::Value;

pub(crate) use figure::{Expected, expected};
use scenario::Size;

/// One case of the reference.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) title: String,
    case: Value,
}

/// Reads the cases where the reference is.
pub(crate) fn cases() -> Option<Vec<Case>> {
    let path = reference().join("reference/queueing-cases.json");
    let text = std::fs::read_to_string(path).ok()?;
    let document: Value = serde_json::from_str(&text).expect("the reference is JSON");
    let cases = document["cases"].as_array().expect("it has cases");
    let case = |case: &Value| Case {
        id: case["id"].as_str().unwrap_or_default().to_owned(),
        title: case["title"].as_str().unwrap_or_default().to_owned(),
        case: case.clone(),
    };
    Some(cases.iter().map(case).collect())
}

fn reference() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::env::var_os("RINGBACK_REFERENCE")
        .map_or_else(|| root.join("../shared"), |path| root.join(path))
}

/// How much is run of a case.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) seed: u64,
    pub(crate) replications: u64,
    /// Contacts of one replication, on average; days are as long as they are.
    pub(crate) contacts: f64,
    pub(crate) threads: usize,
}

impl Case {
    pub(crate) fn is_terminating(&self) -> bool {
        self.case["run"] == "terminating"
    }

    /// Runs the case and gives what is expected with what was found.
    pub(crate) fn run(&self, sample: &Sample) -> Vec<(Expected, Estimate)> {
        let expected = expected(&self.case);
        let mut withins: Vec<Option<f64>> =
            expected.iter().map(|expected| expected.within_s).collect();
        withins.sort_by(|a, b| a.unwrap_or(0.0).total_cmp(&b.unwrap_or(0.0)));
        withins.dedup();
        // Each stated service level is a run of its own with the same customers; the others take the first.
        let runs: Vec<(Option<f64>, Figures)> = withins
            .iter()
            .filter(|within| within.is_some() || withins.len() == 1)
            .map(|within| (*within, self.figures(within.unwrap_or(20.0), sample)))
            .collect();
        let figures = |within: Option<f64>| {
            let own = runs
                .iter()
                .find(|(own, _)| within.is_some() && *own == within);
            &own.unwrap_or(&runs[0]).1
        };
        let found = |expected: Expected| {
            let estimate = expected.found(figures(expected.within_s));
            (expected, estimate)
        };
        expected.into_iter().map(found).collect()
    }

    fn figures(&self, within_s: f64, sample: &Sample) -> Figures {
        let size = Size {
            contacts: sample.contacts,
            within_s,
        };
        let text = scenario::text(&self.case, &size);
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("case.yaml");
        std::fs::write(&path, &text).expect("it can be written");
        let plan =
            ringback_scenarios::load_plan(&path).unwrap_or_else(|why| panic!("{why}\n{text}"));
        let options = Options {
            seed: sample.seed,
            replications: Some(sample.replications),
            threads: sample.threads,
            partition: None,
            progress: &|_: Progress| {},
        };
        let outcome = ringback_capacity::run(&plan, &options).expect("the case can be simulated");
        let figures = outcome.figures.expect("a whole run has figures");
        if let Some(check) = figures.checks.iter().find(|check| !check.holds) {
            panic!(
                "{}: {} of {} does not hold: {}",
                self.id, check.check, check.of, check.because
            );
        }
        figures
    }
}
