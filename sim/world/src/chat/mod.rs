//! Chat: threads, participants, messages, receipts.

mod command;
mod fact;
mod handoff;
mod html;
pub mod limits;
mod messages;
mod participants;
mod read;
mod receipts;
mod state;
mod thread;
mod threads;
mod view;
mod wake;

pub use command::{
    Command, Edit, Handoff, Limit, MessageBody, MessageId, MessageKind, NewParticipant, Refusal,
    Reply, Retention, ThreadId, ThreadUpdate,
};
pub use fact::Fact;
pub use state::State;
pub(crate) use state::{handle, wake};
pub use view::{
    MessageContent, MessageType, MessageView, ParticipantView, ReceiptView, ThreadCursor,
    ThreadItem, ThreadView,
};
pub(crate) use wake::Wake;
