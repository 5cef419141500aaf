//! Faults between the implementation and the service: what goes wrong, when, and how often. Scenarios and the control API share
//! them.

mod chosen;
mod events;
mod fault;
mod fields;
mod operations;
mod pattern;
mod share;
mod then;
mod when;

#[cfg(test)]
mod tests;

pub use chosen::Chosen;
pub use events::EVENTS;
pub use fault::{Fault, Faults, OnDelivery, OnRequest, Strikes, Use};
pub use operations::{OPERATIONS, Operation, operation_of};
pub use pattern::{EventPattern, RequestPattern};
pub use share::Share;
pub use then::{Breaking, Losing, Refusal};
