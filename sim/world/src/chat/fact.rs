//! What happens in chat.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MessageId, MessageKind, ThreadId};
use crate::RawId;

/// What happened in a chat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A thread was opened.
    ThreadCreated {
        /// The thread.
        thread: ThreadId,
        /// Who opened it.
        by: RawId,
        /// Its topic.
        topic: String,
        /// Everyone in it.
        participants: Vec<RawId>,
    },
    /// A thread's topic, metadata or retention changed.
    ThreadUpdated {
        /// The thread.
        thread: ThreadId,
        /// Who changed it.
        by: RawId,
        /// Its new topic; absent when that is as before.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        topic: Option<String>,
    },
    /// A thread was deleted.
    ThreadDeleted {
        /// The thread.
        thread: ThreadId,
        /// Who deleted it; absent when its retention ran out.
        by: Option<RawId>,
    },
    /// A message was sent.
    MessageSent {
        /// The thread.
        thread: ThreadId,
        /// The message.
        message: MessageId,
        /// Who sent it.
        from: RawId,
        /// The sender's shown name.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        sender_display_name: Option<String>,
        /// Text or HTML.
        kind: MessageKind,
        /// What it says.
        content: String,
        /// The application's own pairs.
        #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
        metadata: BTreeMap<String, String>,
    },
    /// A message was changed.
    MessageEdited {
        /// The thread.
        thread: ThreadId,
        /// The message.
        message: MessageId,
        /// Who changed it.
        by: RawId,
        /// What it says now.
        content: String,
    },
    /// A message was deleted.
    MessageDeleted {
        /// The thread.
        thread: ThreadId,
        /// The message.
        message: MessageId,
        /// Who deleted it.
        by: RawId,
    },
    /// One participant joined.
    ParticipantAdded {
        /// The thread.
        thread: ThreadId,
        /// Who.
        participant: RawId,
        /// The shown name.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        display_name: Option<String>,
        /// By whom.
        by: RawId,
    },
    /// One participant left or was removed.
    ParticipantRemoved {
        /// The thread.
        thread: ThreadId,
        /// Who.
        participant: RawId,
        /// By whom.
        by: RawId,
    },
    /// Somebody is typing.
    TypingShown {
        /// The thread.
        thread: ThreadId,
        /// Who.
        by: RawId,
    },
    /// A bot asks people to take over.
    HandoffInitiated {
        /// The thread.
        thread: ThreadId,
        /// Which bot.
        bot: RawId,
        /// What it tells of the case, such as the queue.
        #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
        value: BTreeMap<String, String>,
    },
    /// A bot tells how a handoff goes.
    HandoffReported {
        /// The thread.
        thread: ThreadId,
        /// Which bot.
        bot: RawId,
        /// `accepted`, `failed` or `completed`.
        state: String,
        /// What it says of it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        message: Option<String>,
    },
    /// Somebody has read up to a message.
    MessageRead {
        /// The thread.
        thread: ThreadId,
        /// Up to which.
        message: MessageId,
        /// Who.
        by: RawId,
    },
}
