//! What chat shows: plain values, as the service and scripted people read them.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{MessageId, Retention, ThreadId};
use crate::RawId;

/// A thread with its properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadView {
    /// Its id.
    pub id: ThreadId,
    /// Its topic.
    pub topic: String,
    /// When it was opened.
    pub created_on: Timestamp,
    /// Who opened it.
    pub created_by: RawId,
    /// The application's own pairs.
    pub metadata: BTreeMap<String, String>,
    /// How long it is kept.
    pub retention: Retention,
    /// When it was deleted; nothing in it can be read since.
    pub deleted_on: Option<Timestamp>,
}

/// A thread as a line of somebody's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadItem {
    /// Its id.
    pub id: ThreadId,
    /// Its topic.
    pub topic: String,
    /// When it was deleted.
    pub deleted_on: Option<Timestamp>,
    /// When the last message that the reader may know of arrived.
    pub last_message_received_on: Timestamp,
}

/// Where one page of somebody's list of threads ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadCursor {
    /// The last line's time.
    pub at: Timestamp,
    /// The last line's thread.
    pub id: ThreadId,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageType {
    /// Plain text.
    Text,
    /// Sanitized HTML.
    Html,
    /// The topic has changed.
    TopicUpdated,
    /// Participants have joined.
    ParticipantAdded,
    /// Participants have left.
    ParticipantRemoved,
}

/// What a message holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageContent {
    /// Text or HTML.
    Message(String),
    /// The new topic and who set it.
    Topic {
        /// The topic.
        topic: String,
        /// Who.
        initiator: RawId,
    },
    /// Who came or went, and by whose hand.
    Roster {
        /// Whom it concerns.
        participants: Vec<ParticipantView>,
        /// By whom.
        initiator: RawId,
    },
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// Its id.
    pub id: MessageId,
    /// What it is.
    pub kind: MessageType,
    /// Its number in the thread, from 1, system messages included.
    pub sequence: u64,
    /// Its version: the id at first, then the time of the change in milliseconds since 1970.
    pub version: u64,
    /// What it holds; nothing once deleted.
    pub content: Option<MessageContent>,
    /// Who sent it; nobody sends system messages.
    pub sender: Option<RawId>,
    /// The sender's shown name.
    pub sender_display_name: Option<String>,
    /// The application's own pairs.
    pub metadata: BTreeMap<String, String>,
    /// When it arrived.
    pub created_on: Timestamp,
    /// When it was last edited.
    pub edited_on: Option<Timestamp>,
    /// When it was deleted.
    pub deleted_on: Option<Timestamp>,
}

impl MessageView {
    /// Shows the text of a text or HTML message that was not deleted.
    pub fn text(&self) -> Option<&str> {
        match self.content.as_ref()? {
            MessageContent::Message(text) => Some(text),
            MessageContent::Topic { .. } | MessageContent::Roster { .. } => None,
        }
    }
}

/// A participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantView {
    /// Who.
    pub id: RawId,
    /// The shown name.
    pub display_name: Option<String>,
    /// From when on they see messages.
    pub share_history_from: Timestamp,
    /// The application's own pairs.
    pub metadata: BTreeMap<String, String>,
}

/// Up to where one participant has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptView {
    /// Who.
    pub reader: RawId,
    /// Up to which message.
    pub message: MessageId,
    /// Since when.
    pub read_on: Timestamp,
}
