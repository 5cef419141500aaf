//! Activities as a bot receives them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ActivityType {
    /// Somebody said something.
    Message,
    /// A message was changed.
    MessageUpdate,
    /// A message was deleted.
    MessageDelete,
    /// Members or the topic changed.
    ConversationUpdate,
    /// Somebody is typing.
    Typing,
    /// A client tells the bot something that nobody reads.
    Event,
}

impl ActivityType {
    /// Spells the type as published.
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::MessageUpdate => "messageUpdate",
            Self::MessageDelete => "messageDelete",
            Self::ConversationUpdate => "conversationUpdate",
            Self::Typing => "typing",
            Self::Event => "event",
        }
    }
}

/// An activity as a bot receives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Activity {
    /// What it is.
    pub r#type: ActivityType,
    /// Its id; for messages that of the chat message.
    pub id: String,
    /// When it happened, in UTC.
    pub timestamp: String,
    /// Below which address the bot answers.
    pub service_url: String,
    /// The channel.
    pub channel_id: &'static str,
    /// Who caused it.
    pub from: ChannelAccount,
    /// Where.
    pub conversation: ConversationAccount,
    /// The bot.
    pub recipient: ChannelAccount,
    /// What was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Cards and files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Value>,
    /// The name of an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What an event tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Who joined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members_added: Vec<ChannelAccount>,
    /// Who left.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members_removed: Vec<ChannelAccount>,
    /// The topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_name: Option<String>,
    /// `expectReplies` where the answer to the activity is to hold the replies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_mode: Option<&'static str>,
    /// A message's metadata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_data: Option<BTreeMap<String, String>>,
}

/// Somebody on a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "an account such as {\"id\": \"8:acs:…\", \"name\": \"Maya\"}")]
pub struct ChannelAccount {
    /// The raw id.
    #[serde(default)]
    pub id: String,
    /// The shown name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A chat thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConversationAccount {
    /// The thread id.
    pub id: String,
    /// Always true: a thread is open to many.
    pub is_group: bool,
}

/// The JSON content of a chat message that holds more than text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a content such as {\"text\": \"Hello\", \"attachments\": []}"
)]
pub struct RichContent {
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Cards and files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Value>,
    /// How several attachments are laid out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment_layout: Option<String>,
    /// Answers that are offered for choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested_actions: Option<Value>,
}
