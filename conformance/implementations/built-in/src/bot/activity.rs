//! Activities of the Bot Framework, as far as the bot needs them
//! (Bot Framework documentation, "Activity schema").

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something that happened in a chat.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Activity {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) timestamp: String,
    #[serde(default)]
    pub(crate) channel_id: String,
    pub(crate) service_url: String,
    pub(crate) conversation: Conversation,
    #[serde(default)]
    pub(crate) from: Account,
    #[serde(default)]
    pub(crate) recipient: Account,
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) members_added: Vec<Account>,
}

/// A chat.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Conversation {
    pub(crate) id: String,
}

/// Someone in a chat.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Account {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) name: String,
}

/// What the bot sends.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answer<'a> {
    #[serde(rename = "type")]
    pub(crate) kind: &'a str,
    pub(crate) channel_id: &'a str,
    pub(crate) from: &'a Account,
    pub(crate) recipient: &'a Account,
    pub(crate) conversation: &'a Conversation,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) reply_to_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Value>,
}

impl Activity {
    /// Names the activity; one that is delivered again has the same name.
    pub(crate) fn key(&self) -> String {
        format!(
            "bot/{}/{}/{}/{}",
            self.conversation.id, self.kind, self.timestamp, self.id
        )
    }

    /// Begins an answer to whoever sent the activity.
    pub(crate) fn answer<'a>(&'a self, kind: &'a str) -> Answer<'a> {
        Answer {
            kind,
            channel_id: &self.channel_id,
            from: &self.recipient,
            recipient: &self.from,
            conversation: &self.conversation,
            reply_to_id: &self.id,
            text: None,
            name: None,
            value: None,
        }
    }
}
