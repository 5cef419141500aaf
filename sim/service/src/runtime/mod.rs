//! The one task that owns the world, and the way to it.

mod handle;
mod run;
mod task;

pub(crate) use handle::{Advance, ClockView, FactsAfter};
pub use handle::{FactBatch, Handle, RunEnd, RunLimit};
pub(crate) use run::Run;
pub(crate) use task::spawn;
