//! What a load run is asked to do.

use std::path::PathBuf;

use ringback_world::Span;

/// What a load run is asked to do.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// The scenario file; it has one case.
    pub scenario: PathBuf,
    /// The implementation file; the built-in one where absent.
    pub implementation: Option<PathBuf>,
    /// How long customers set out at a steady rate, instead of the phases of the scenario.
    pub lasts: Option<Span>,
    /// A factor of every rate; above 0.
    pub rate: f64,
    /// Whether the highest rate is looked for.
    pub mode: Mode,
    /// The seed of the run.
    pub seed: u64,
    /// Where the simulator keeps its authority.
    pub state_dir: PathBuf,
    /// Hosts outside this machine that may be reached.
    pub allow_hosts: Vec<String>,
}

/// Whether the highest rate is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One run by the phases.
    Once,
    /// Steady runs at several rates, to find the highest one that meets the thresholds.
    Search,
}
