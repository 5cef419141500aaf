//! What a run is measured with.

mod debts;
mod histogram;
mod latencies;
mod people;
mod whole;

pub(crate) use latencies::Latencies;
#[cfg(test)]
pub(crate) use latencies::Paid;
pub(crate) use whole::{Meter, Watcher};
