//! Chat: threads, messages, participants and receipts, versions 2021-03-07 to 2025-03-15.
//!
//! Source: "Azure Communication Chat" REST reference, 2025-03-15 and 2024-03-07. Errors are those recorded with the service, not
//! those of the reference. Times are texts in whole seconds.

mod error;
mod replies;
mod requests;

pub use error::{CommunicationError, ErrorReply, InvalidParticipant};
pub use replies::{
    AddParticipantsResult, ChatMessage, ChatParticipant, ChatThreadItem, ChatThreadProperties,
    Collection, CreateThreadResult, MessageContent, MessageType, ReadReceipt, RetentionPolicy,
    SendMessageResult,
};
pub use requests::{
    AddParticipantsRequest, CreateThreadRequest, NewParticipant, NewRetentionPolicy, Patch,
    SendMessageRequest, SendReadReceiptRequest, SendTypingNotificationRequest,
    UpdateMessageRequest, UpdateThreadRequest,
};
