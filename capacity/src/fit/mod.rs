//! What a population must be like, estimated from the report rows of real days: arrivals, handling times and patience of each
//! queue, each with how far it can be trusted.
//!
//! [`fit`] reads the tables of the published report template (`ringback test --report teams=DIR` writes the same ones). A call
//! stands in them under its first queue, and customers cannot be told apart: who came again after giving up counts as another. All days count alike;
//! where weekdays differ, a folder of like days gives a sharper picture.

mod agent_calls;
mod arrivals;
mod choice;
mod csv_table;
mod days;
mod error;
mod fitted;
#[cfg(test)]
mod generated;
mod handling;
mod law;
mod maximum;
mod patience;
#[cfg(test)]
mod planned;
mod queue_calls;
mod queues;
#[cfg(test)]
mod recovery;
mod sample;
mod survival;
mod times;
mod written;

pub use arrivals::{BusyDay, FittedArrivals, FittedInterval};
pub use choice::{Candidate, Choice};
pub use error::{FitError, Wrong};
pub use fitted::{Fitted, FittedQueue, fit};
pub use handling::FittedHandling;
pub use law::Law;
pub use patience::FittedPatience;
pub use queues::Ends;
pub use survival::{Survival, SurvivalStep};
