//! What one replication comes to: counts and times, all whole numbers.

mod books;
mod cells;
mod duty;
mod integral;
mod observe;
mod waits;

use books::NOT_COUNTED;
pub(crate) use books::{Books, Reaction, intervals};
pub(crate) use cells::{ContactCell, GroupCell, QueueCell, Tally};
pub(crate) use duty::Ready;
pub(crate) use waits::Waits;
