//! What bots send to the connector. Everything that is not named here is tolerated.

use serde::Deserialize;
use serde_json::Value;

use super::ChannelAccount;

/// An activity as a bot sends it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "an activity such as {\"type\": \"message\", \"text\": \"Hello\"}"
)]
pub struct ReceivedActivity {
    /// What it is; a message where nothing is said.
    #[serde(default)]
    pub r#type: Option<String>,
    /// Who sends it.
    #[serde(default)]
    pub from: Option<ChannelAccount>,
    /// What it says.
    #[serde(default)]
    pub text: Option<String>,
    /// Cards and files.
    #[serde(default)]
    pub attachments: Option<Vec<Value>>,
    /// How several attachments are laid out.
    #[serde(default)]
    pub attachment_layout: Option<String>,
    /// Answers that are offered for choice.
    #[serde(default)]
    pub suggested_actions: Option<Value>,
    /// What becomes the metadata of the chat message.
    #[serde(default)]
    pub channel_data: Option<Value>,
    /// The name of an event.
    #[serde(default)]
    pub name: Option<String>,
    /// What an event tells.
    #[serde(default)]
    pub value: Option<Value>,
}

/// Asks for a conversation.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a conversation such as {\"members\": [{\"id\": \"8:acs:…\"}], \"topicName\": \"Help\"}"
)]
pub struct ConversationParameters {
    /// Who takes part beside the bot.
    #[serde(default)]
    pub members: Option<Vec<ChannelAccount>>,
    /// The topic.
    #[serde(default)]
    pub topic_name: Option<String>,
    /// What is said first.
    #[serde(default)]
    pub activity: Option<ReceivedActivity>,
}
