//! What one replication comes to: counts and times, all whole numbers.

mod books;
mod cells;
mod integral;
mod waits;

pub(crate) use books::{Books, Reaction, Ready, intervals};
pub(crate) use cells::{ContactCell, GroupCell, QueueCell, Tally};
pub(crate) use waits::Waits;
