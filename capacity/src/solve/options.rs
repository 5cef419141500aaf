//! How a staffing is searched, and what comes of it.

use ringback_format::figures::Figures;
use ringback_scenarios::population::Plan;
use thiserror::Error;

use crate::model::ModelError;

/// Between what a staffing may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Levels {
    /// Each group has one number of agents all the time.
    Flat,
    /// Each group has a number of agents in each interval.
    ByInterval,
}

/// How a staffing is searched.
#[derive(Clone, Copy)]
pub struct SolveOptions<'a> {
    /// The seed.
    pub seed: u64,
    /// How many replications each staffing is held against, instead of what the scenario says. No precision is waited for.
    pub replications: Option<u64>,
    /// How many threads work; the result does not depend on it.
    pub threads: usize,
    /// Between what the staffing may change.
    pub levels: Levels,
    /// Told how many staffings were simulated so far.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// How sure the staffing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// All cheaper ones were simulated, and all of the same cost.
    Exact,
    /// No agent can be taken away from any group and interval.
    Local,
}

/// A staffing that meets all targets.
#[derive(Clone, Debug)]
pub struct Solved {
    /// Its figures, with the staffing in them.
    pub figures: Figures,
    /// The plan with this staffing: to run it again is to get the same figures.
    pub plan: Plan,
    /// How sure it is.
    pub method: Method,
}

/// Why there is no staffing.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum SolveError {
    /// The plan lacks something.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Nothing is demanded.
    #[error(
        "there is no target that a staffing could meet; say under `expect` what must be reached, such as \
         `{{ measure: service-level, of: billing, at-least: 80% }}`"
    )]
    NoTargets,
    /// Nobody can be staffed.
    #[error(
        "there is no group of agents whose number could be changed; give `staff` one with `shifts`, `on-duty` or a number of \
         `agents`"
    )]
    NoGroups,
    /// Nothing meets the targets.
    #[error("no staffing meets all targets: {}", .missed.join("; "))]
    NoStaffing {
        /// What is missed, by how much, and why more agents do not help.
        missed: Vec<String>,
    },
}
