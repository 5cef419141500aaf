//! The smallest staffing that meets all targets.
//!
//! Every staffing serves the same customers: their chances are drawn by seed, replication and contact alone. So two staffings
//! differ by what their agents do, and a search may decide by single replications' sums without their noise.
//!
//! [`grid`] says what is searched and what it costs, [`staged`] makes a plan of it, [`trials`] simulates. [`guess`] begins,
//! [`reduce`] and [`exchange`] go down from there, [`exact`] proves what is small enough, and [`search`] holds it together.

mod curve;
mod exact;
mod exchange;
mod grid;
mod guess;
mod impossible;
mod options;
mod reduce;
mod report;
mod search;
mod staged;
mod start;
mod trials;

pub use options::{Levels, Method, SolveError, SolveOptions, Solved};
pub use search::solve;
