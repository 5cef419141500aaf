//! A plan lowered to the engine: queues, agents and kinds as numbers.

mod agents;
mod compile;
mod error;
mod handling;
mod label;
mod queues;

pub use error::ModelError;

pub(crate) use agents::{Agent, Group, Response};
pub(crate) use compile::{Model, channel_name};
pub(crate) use handling::{Handling, Of};
pub(crate) use label::Label;
pub(crate) use queues::{CallbackOffer, Queue};
