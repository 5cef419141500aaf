//! The one task that owns the world, and the way to it.

mod decide;
mod faults;
mod handle;
mod launch;
mod observed;
mod patience;
mod run;
mod step;
mod task;
#[cfg(test)]
mod tests;

pub(crate) use faults::Struck;
pub(crate) use handle::{Advance, ClockView, FactsAfter, NotResent, REQUEST};
pub use handle::{FactBatch, Handle, RunEnd, RunLimit};
pub(crate) use run::Run;
pub(crate) use task::spawn;
