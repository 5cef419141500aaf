//! From the words of a population to what is drawn and played.

mod arrivals_file;
mod arrive;
mod civil;
mod kinds;
mod measuring;
mod plain_queues;
mod plan;
mod played;
mod shares;
mod staff;
mod targets;

pub(super) use measuring::measuring;
pub use plan::load_plan;
pub(super) use played::{actions, played};
pub(super) use staff::seat;
