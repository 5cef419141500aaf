//! What a test run is asked to do.

use std::path::PathBuf;

use ringback_service::ClockKind;

/// What a test run is asked to do.
#[derive(Clone, Debug)]
pub struct TestOptions {
    /// Scenario files and folders.
    pub paths: Vec<PathBuf>,
    /// The implementation file; the built-in one where absent.
    pub implementation: Option<PathBuf>,
    /// The defect of the built-in implementation that is asked for, by its name.
    pub defect: Option<String>,
    /// The seed of the run.
    pub seed: u64,
    /// Which cases, by a piece of their id.
    pub filter: Option<String>,
    /// How many jobs run side by side, at least 1.
    pub jobs: usize,
    /// The clock.
    pub clock: ClockKind,
    /// Where the three files of each run go.
    pub journal: Option<PathBuf>,
    /// Where the simulator keeps its authority.
    pub state_dir: PathBuf,
    /// Hosts outside this machine that may be reached.
    pub allow_hosts: Vec<String>,
}
