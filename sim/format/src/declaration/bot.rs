//! Bots behind the chat channel.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A bot. Whoever adds its identity to a chat thread lets it hear what happens there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct BotDeclaration {
    /// The app id, a GUID, by which the bot and the channel prove themselves to each other; without one nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    /// The name that others see; without one, the short name with a capital letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The name of the resource that its identity belongs to; without one, the first resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The URL that takes its activities. In a test run the implementation file's `webhooks: { bot: … }` says where, unless this does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Where its replies are taken from.
    #[serde(default, skip_serializing_if = "BotRepliesDeclaration::is_usual")]
    pub replies: BotRepliesDeclaration,
}

/// Where a bot's replies are taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BotRepliesDeclaration {
    /// From its calls of the connector.
    #[default]
    ThroughConnector,
    /// From its answer to each activity: activities ask for that (`deliveryMode: expectReplies`).
    InAnswer,
}

impl BotRepliesDeclaration {
    fn is_usual(&self) -> bool {
        *self == Self::ThroughConnector
    }
}
