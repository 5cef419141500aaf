//! Load runs: the people of a scenario in real time against a real implementation, and what it took them.
//!
//! Customers set out by their own process and wait for nobody: a slow implementation meets as many as a fast one. What it owes
//! is measured twice, from when it was due and from when the simulator had really done its part, and the simulator is
//! measured like the implementation: a run in which the simulator itself was the limit says so.

mod center;
mod figures;
mod limit;
mod live;
mod machine;
mod meter;
mod options;
mod report;
mod run;
mod search;
mod thresholds;

pub use live::{Glance, Live, Unseen};
pub use options::{LoadOptions, Mode};
pub use report::terminal;
pub use run::{Loaded, load};
