//! Teams voice apps: call queues with their agents, exceptions and voicemail.
//!
//! The queueing itself is the engine's. Here stand the rules of the product: what a setting means to the engine
//! (`lower`), what the engine's events mean to callers and agents (`events`), and what an exception does with a call
//! (`redirect`).

mod agents;
mod command;
mod drive;
mod events;
mod fact;
mod line;
mod lower;
mod people;
mod presence;
mod reach;
mod redeclare;
mod redirect;
mod state;
mod view;
mod voicemail;
mod wake;

pub(crate) use agents::handle;
pub use command::{Command, Opted, Refusal};
pub(crate) use drive::{advance, wake};
pub use fact::{ExceptionKind, Fact, OfferEnd};
pub use presence::Presence;
pub(crate) use reach::{call_ended, joined_call, left_call, reached, ring_failed, ring_taken};
pub(crate) use redeclare::redeclare;
pub use state::State;
pub use view::{
    AgentView, OfferView, QueueAgentView, QueueCounts, QueueView, WaitingStage, WaitingView,
};
pub use voicemail::Voicemail;
pub(crate) use wake::Wake;
