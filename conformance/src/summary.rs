//! What a test run brought: the one model of which all reports are views.

use std::{path::PathBuf, time::Duration};

use ringback_format::exit_code::ExitCode;
use ringback_scenarios::Verdict;
use ringback_world::{Span, reports::Table};

/// What a test run brought.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The implementation's name.
    pub implementation: String,
    /// How a command line names it again; `None` for the built-in one.
    pub implementation_path: Option<PathBuf>,
    /// The defect that was asked for.
    pub defect: Option<String>,
    /// The seed of the run.
    pub seed: u64,
    /// Every case that ran, in the order of the files.
    pub results: Vec<CaseResult>,
    /// How long the run took in real time.
    pub real: Duration,
}

/// What one case brought.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// `scenario/case`, or `scenario` where a file has one case only.
    pub id: String,
    /// The file that it stands in.
    pub file: String,
    /// What the checks said.
    pub verdicts: Vec<Verdict>,
    /// How much simulated time went by.
    pub simulated: Span,
    /// How long it took in real time.
    pub real: Duration,
    /// Requests that named something of an earlier case.
    pub strays: Vec<String>,
    /// The tables of the historical reports of Teams voice apps, all of them, per call in UTC.
    pub teams: Vec<Table>,
}

impl CaseResult {
    /// Tells whether every check passed.
    pub fn passed(&self) -> bool {
        self.verdicts.iter().all(Verdict::passed)
    }
}

impl Summary {
    /// Tells the exit code.
    pub fn exit_code(&self) -> ExitCode {
        if self.results.is_empty() {
            ExitCode::NothingRan
        } else if self.results.iter().all(CaseResult::passed) {
            ExitCode::Passed
        } else {
            ExitCode::ChecksFailed
        }
    }

    /// Adds up the simulated time of all cases.
    pub fn simulated(&self) -> Span {
        self.results.iter().fold(Span::ZERO, |sum, result| {
            sum.saturating_add(result.simulated)
        })
    }

    /// Gives the one command that repeats a case.
    pub fn repeat_command(&self, result: &CaseResult) -> String {
        let file = &result.file;
        let implementation = self
            .implementation_path
            .as_ref()
            .map_or_else(String::new, |path| {
                format!(" --implementation {}", path.display())
            });
        let defect = self
            .defect
            .as_ref()
            .map_or_else(String::new, |defect| format!(" --defect {defect}"));
        format!(
            "ringback test {file} --filter {} --seed {}{implementation}{defect}",
            result.id, self.seed
        )
    }
}
