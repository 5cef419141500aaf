//! The Bot Framework: activities of the ACS chat channel, and the connector that bots call.
//!
//! Sources: "Bot Connector REST API reference" and "Activity schema", Bot Framework documentation, 2023; "Add a bot to your chat
//! app", Azure Communication Services documentation, 2024.

mod activity;
mod authority;
mod received;
mod replies;

pub use activity::{Activity, ActivityType, ChannelAccount, ConversationAccount, RichContent};
pub use authority::{OpenIdConfiguration, TokenError, TokenReply};
pub use received::{ConversationParameters, ReceivedActivity};
pub use replies::{
    ConversationMembers, ConversationResource, Conversations, PagedMembers, ResourceResponse,
};

/// The key of a chat message's metadata that tells what its content is, where it is no plain text.
pub const CONTENT_TYPE: &str = "microsoft.azure.communication.chat.bot.contenttype";
/// The value of [`CONTENT_TYPE`] for a text and attachments as JSON.
pub const ADAPTIVE_CARD: &str = "azurebotservice.adaptivecard";
/// The value of [`CONTENT_TYPE`] for an event as JSON.
pub const EVENT: &str = "azurebotservice.event";
