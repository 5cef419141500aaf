//! What Chat answers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::InvalidParticipant;
use crate::identifier::CommunicationIdentifier;

/// A list, or a page of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Collection<T> {
    /// What it holds.
    pub value: Vec<T>,
    /// Where the next page is, as an absolute address; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
}

/// A thread with its properties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatThreadProperties {
    /// Its id.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// When it was opened.
    pub created_on: String,
    /// Who opened it.
    pub created_by_communication_identifier: CommunicationIdentifier,
    /// When it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_on: Option<String>,
    /// The application's own pairs; since 2025-03-15.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, String>,
    /// How long it is kept; since 2025-03-15.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention_policy: Option<RetentionPolicy>,
}

/// How long a thread is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum RetentionPolicy {
    /// Until somebody deletes it.
    None,
    /// So many days from its creation.
    ThreadCreationDate {
        /// The days.
        delete_thread_after_days: u16,
    },
}

/// A thread was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateThreadResult {
    /// The thread.
    pub chat_thread: ChatThreadProperties,
    /// Who could not be added; absent when everyone was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub invalid_participants: Vec<InvalidParticipant>,
}

/// Participants were added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AddParticipantsResult {
    /// Who could not be added; absent when everyone was.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub invalid_participants: Vec<InvalidParticipant>,
}

/// A thread as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatThreadItem {
    /// Its id.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// When it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_on: Option<String>,
    /// When the last message arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_message_received_on: Option<String>,
}

/// A participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatParticipant {
    /// Who.
    pub communication_identifier: CommunicationIdentifier,
    /// The shown name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// From when on they see messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_history_time: Option<String>,
    /// The application's own pairs; since 2025-03-15.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, String>,
}

/// A message was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SendMessageResult {
    /// Its id.
    pub id: String,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum MessageType {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// The topic has changed.
    TopicUpdated,
    /// Participants have joined.
    ParticipantAdded,
    /// Participants have left.
    ParticipantRemoved,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    /// Its id.
    pub id: String,
    /// What it is.
    pub r#type: MessageType,
    /// Its number in the thread.
    pub sequence_id: String,
    /// Its version.
    pub version: String,
    /// What it holds; absent once deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<MessageContent>,
    /// The sender's shown name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_display_name: Option<String>,
    /// When it arrived.
    pub created_on: String,
    /// Who sent it; absent for system messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_communication_identifier: Option<CommunicationIdentifier>,
    /// When it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_on: Option<String>,
    /// When it was last edited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_on: Option<String>,
    /// The application's own pairs.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, String>,
}

/// What a message holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageContent {
    /// Text or HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The new topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Who came or went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participants: Option<Vec<ChatParticipant>>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initiator_communication_identifier: Option<CommunicationIdentifier>,
}

/// Up to where somebody has read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReadReceipt {
    /// Who.
    pub sender_communication_identifier: CommunicationIdentifier,
    /// Up to which message.
    pub chat_message_id: String,
    /// Since when.
    pub read_on: String,
}
