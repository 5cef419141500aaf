//! Reports: functions of a [`crate::Summary`]. None of them looks at the simulator.

mod junit;
mod terminal;

pub use junit::junit;
pub use terminal::terminal;
