//! Reports: functions of a [`crate::Summary`]. None of them looks at the simulator.

mod junit;
#[cfg(test)]
pub(crate) mod samples;
mod teams;
mod terminal;

pub use junit::junit;
pub use teams::teams;
pub use terminal::terminal;
