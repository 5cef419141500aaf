//! The words of scenario files, as they are read.

mod amount;
mod arrival;
mod behaviour;
mod document;
mod draw;
mod expectation;
mod fact_names;
pub(crate) mod load;
mod never;
mod pattern;
mod phone;
pub(crate) mod population;
mod schema;
mod start;
mod when;

pub(crate) use amount::{Amount, Bound};
pub use arrival::Patience;
pub(crate) use arrival::{Arrive, Customer};
pub use behaviour::AfterOffer;
pub(crate) use behaviour::{AgentBehaviour, Answers};
pub(crate) use document::{Document, Entry};
pub use draw::Draw;
pub(crate) use expectation::{
    ContactExpected, Counted, Ends, ExpectFields, Expectation, Expected, Measure, MeasureExpected,
    ReportPattern, Who,
};
pub(crate) use fact_names::{fact_fields, fact_names};
pub(crate) use never::{DeliveryPattern, Never};
pub(crate) use pattern::{ExchangePattern, FactPattern, Pattern, Status};
pub(crate) use phone::Phone;
pub use schema::schema;
pub(crate) use start::Start;
pub(crate) use when::{CallEvent, When};
