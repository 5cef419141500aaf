//! The words of populations: who comes, when, what they bear, and who is there to serve them.

mod arrive;
mod capacity;
mod civil;
mod document;
mod kind;
mod plain_queue;
mod schema;
mod staff;

pub(crate) use arrive::{ArriveFields, BusyDayFields, DayFields, Rates};
pub(crate) use capacity::{CapacityFields, PrecisionFields, ServiceLevelFields};
pub(crate) use civil::{CivilTime, Steps};
pub(crate) use document::PopulationFields;
pub use kind::Channel;
pub(crate) use kind::{BotFields, Goes, HandlingFields, KindFields, RetriesFields, RetryOn};
pub use plain_queue::{NoAgentsOf, PlainRouting};
pub(crate) use plain_queue::{PlainQueueFields, ThenFields};
pub(crate) use staff::{Agents, ShiftFields, ShrinkageFields, StaffFields};
