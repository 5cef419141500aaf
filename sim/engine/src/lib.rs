//! Time, agenda, chance, queues, agents and offers on small ids.
//!
//! Everything here is pure: no input or output, no clock, no unordered iteration. The engine
//! knows no product words, limits, rounding or defaults; a caller lowers its own rules to it.

pub mod agenda;
pub mod chance;
pub mod queues;
pub mod time;

pub use agenda::{Agenda, WakeId};
pub use time::{Span, Time};
