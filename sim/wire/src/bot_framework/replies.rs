//! What the connector answers.

use serde::Serialize;

use super::ChannelAccount;

/// The id of what was made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResourceResponse {
    /// The id; for messages that of the chat message.
    pub id: String,
}

/// A conversation that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConversationResource {
    /// The thread id.
    pub id: String,
    /// What was said first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_id: Option<String>,
    /// Below which address the bot goes on.
    pub service_url: String,
}

/// Some of the members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PagedMembers {
    /// The members.
    pub members: Vec<ChannelAccount>,
    /// With which the next ones are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continuation_token: Option<String>,
}

/// The conversations of a bot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conversations {
    /// All of them.
    pub conversations: Vec<ConversationMembers>,
}

/// A conversation with its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConversationMembers {
    /// The thread id.
    pub id: String,
    /// Who is in it.
    pub members: Vec<ChannelAccount>,
}
