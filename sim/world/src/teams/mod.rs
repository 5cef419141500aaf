//! Teams voice apps: call queues with their agents, exceptions and voicemail.

mod command;
mod fact;
mod presence;
mod state;
mod wake;

pub use command::{Command, Opted, Refusal};
pub use fact::{ExceptionKind, Fact, OfferEnd};
pub use presence::Presence;
pub use state::State;
pub(crate) use state::{advance, call_ended, handle, left_call, reached, wake};
pub(crate) use wake::Wake;
