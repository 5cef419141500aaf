//! What is asked of Chat.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::identifier::CommunicationIdentifier;

/// Asks for a thread.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a thread such as {\"topic\": \"Help\", \"participants\": []}"
)]
pub struct CreateThreadRequest {
    /// The topic.
    pub topic: String,
    /// Who else takes part.
    #[serde(default)]
    pub participants: Option<Vec<NewParticipant>>,
    /// The application's own pairs; since 2025-03-15.
    #[serde(default)]
    pub metadata: Option<BTreeMap<String, String>>,
    /// How long it is kept; since 2025-03-15.
    #[serde(default)]
    pub retention_policy: Option<NewRetentionPolicy>,
}

/// Somebody who is to take part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a participant such as {\"communicationIdentifier\": {\"communicationUser\": {\"id\": \"8:acs:…\"}}}"
)]
pub struct NewParticipant {
    /// Who.
    pub communication_identifier: CommunicationIdentifier,
    /// The name to show.
    #[serde(default)]
    pub display_name: Option<String>,
    /// From when on they see messages.
    #[serde(default)]
    pub share_history_time: Option<String>,
    /// The application's own pairs; since 2025-03-15.
    #[serde(default)]
    pub metadata: Option<BTreeMap<String, String>>,
}

/// How long a thread is to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a retention policy: {\"kind\": \"none\"} or {\"kind\": \"threadCreationDate\", \"deleteThreadAfterDays\": 30}"
)]
pub struct NewRetentionPolicy {
    /// `none` or `threadCreationDate`.
    pub kind: String,
    /// The days, for `threadCreationDate`.
    #[serde(default)]
    pub delete_thread_after_days: Option<i64>,
}

/// A member of a merge patch: absent, null to remove it, or a value to set.
///
/// Source: RFC 7396, "JSON Merge Patch", 2014.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// It stays.
    #[default]
    Absent,
    /// It goes.
    Remove,
    /// It becomes this.
    Set(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Self::Remove, Self::Set))
    }
}

/// Changes a thread.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a merge patch of a thread such as {\"topic\": \"Help\"}"
)]
pub struct UpdateThreadRequest {
    /// The new topic.
    #[serde(default)]
    pub topic: Option<String>,
    /// A merge patch of the pairs; since 2025-03-15.
    #[serde(default = "absent")]
    pub metadata: Patch<BTreeMap<String, Option<String>>>,
    /// The new retention; since 2025-03-15.
    #[serde(default = "absent")]
    pub retention_policy: Patch<NewRetentionPolicy>,
}

fn absent<T>() -> Patch<T> {
    Patch::Absent
}

/// Sends a message.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a message such as {\"content\": \"hello\", \"type\": \"text\"}"
)]
pub struct SendMessageRequest {
    /// The content.
    pub content: String,
    /// The name to show for the sender.
    #[serde(default)]
    pub sender_display_name: Option<String>,
    /// `text`, which is the default, or `html`.
    #[serde(default)]
    pub r#type: Option<String>,
    /// The application's own pairs.
    #[serde(default)]
    pub metadata: Option<BTreeMap<String, String>>,
}

/// Changes a message.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a merge patch of a message such as {\"content\": \"hello\"}"
)]
pub struct UpdateMessageRequest {
    /// The new content.
    #[serde(default)]
    pub content: Option<String>,
    /// A merge patch of the pairs.
    #[serde(default = "absent")]
    pub metadata: Patch<BTreeMap<String, Option<String>>>,
}

/// Adds participants.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(expecting = "participants such as {\"participants\": [{\"communicationIdentifier\": …}]}")]
pub struct AddParticipantsRequest {
    /// Whom.
    pub participants: Vec<NewParticipant>,
}

/// Marks messages as read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "a receipt such as {\"chatMessageId\": \"1631044655012\"}"
)]
pub struct SendReadReceiptRequest {
    /// Up to which one.
    pub chat_message_id: String,
}

/// Shows that somebody types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "an object such as {\"senderDisplayName\": \"Jane\"}"
)]
pub struct SendTypingNotificationRequest {
    /// The name to show.
    #[serde(default)]
    pub sender_display_name: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_tells_null_from_nothing() {
        let read = |text| {
            serde_json::from_str::<UpdateMessageRequest>(text)
                .unwrap()
                .metadata
        };
        assert_eq!(read("{}"), Patch::Absent);
        assert_eq!(read(r#"{"metadata": null}"#), Patch::Remove);
        let pair = BTreeMap::from([("a".to_owned(), None)]);
        assert_eq!(
            read(r#"{"metadata": {"a": null}, "new": 1}"#),
            Patch::Set(pair)
        );
    }

    #[test]
    fn an_error_says_what_was_expected() {
        let error = serde_json::from_str::<AddParticipantsRequest>(r#"{"participants": [7]}"#);
        let text = error.unwrap_err().to_string();
        assert!(text.contains("expected a participant such as"), "{text}");
    }
}
