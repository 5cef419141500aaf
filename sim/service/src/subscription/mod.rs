//! Event Grid subscriptions: which events they take, where these go, and how often that is tried.

mod advanced;
mod asked_for;
mod filter;
mod policy;
mod property;
mod seen;

pub use advanced::{AdvancedFilter, Comparison, Condition, Sense, TextTest};
pub use asked_for::{Schema, Subscription};
pub use filter::{Arrays, Filter, SubjectCase, Subjects};
pub use policy::RetryPolicy;
pub use property::{DeliveryProperty, PropertyValue, Secrecy};
pub(crate) use seen::Seen;
