//! Capacity: populations in virtual time, their figures, and how many agents they need.
//!
//! A plan is lowered to the engine once ([`ModelError`] says what it lacks), then run in numbered replications that have nothing
//! to do with each other. Each comes to whole numbers; sums of whole numbers are the same in whatever order they are added, so
//! figures do not depend on threads or parts.

mod figures;
pub mod fit;
mod fold;
pub mod formulas;
mod model;
mod part;
mod plan;
pub mod report;
mod run;
mod simulate;
pub mod statistics;
mod tally;

pub use model::ModelError;
pub use part::{Part, PartError};
pub use plan::{Options, Outcome, PlanError, Progress, merge, run};
