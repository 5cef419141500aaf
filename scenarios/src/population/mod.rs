//! Populations, checked: who comes, when, what they bear, who serves them, and how it is measured.
//!
//! A population is drawn contact by contact from a seed; `plan` draws it in virtual time, the director plays it in `test` and `load`.

mod arrival_times;
mod chance;
mod kind;
mod plain_queue;
mod plan;
mod staff;
mod stream;
mod target;

pub use arrival_times::ArrivalTimes;
pub use chance::{COUNT_BITS, ContactDraws, Drawn, STREAM_BITS, chosen, contact};
pub use kind::{Bot, Handling, Kind, Retries};
pub use plain_queue::{NoAgentsOf, PlainQueue, PlainRouting, Then};
pub(crate) use plan::queue_names;
pub use plan::{Measuring, Plan, Population, Precision, ServiceLevel};
pub use staff::{Behaviour, Break, Duty, Group, Shift, Shrinkage};
pub use stream::{Process, Stream};
pub use target::{Target, TargetOf};

pub use crate::language::{AfterOffer, Draw, Patience, population::Channel};
