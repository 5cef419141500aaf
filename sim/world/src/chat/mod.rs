//! Chat: threads, participants, messages, receipts.

mod command;
mod fact;
mod state;
mod wake;

pub use command::{
    Command, Edit, Limit, MessageBody, MessageId, MessageKind, NewParticipant, Refusal, Reply,
    Retention, ThreadId, ThreadUpdate,
};
pub use fact::Fact;
pub use state::State;
pub(crate) use state::{handle, wake};
pub(crate) use wake::Wake;
