//! What can be asked of chat. `actor` is the identity whose token was presented, or the person who acts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::RawId;

/// Names a thread, `19:acsV2_…@thread.v2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ThreadId(pub String);

/// Names a message within its thread: its arrival in milliseconds since 1970, made unique upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub u64);

/// What a client may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// Plain text.
    Text,
    /// HTML, which is sanitized.
    Html,
}

/// A message as sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageBody {
    /// Text or HTML.
    pub kind: MessageKind,
    /// The content.
    pub content: String,
    /// The name to show for the sender.
    pub sender_display_name: Option<String>,
    /// The application's own pairs.
    pub metadata: BTreeMap<String, String>,
}

/// A change of a message: what is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The new content.
    pub content: Option<String>,
    /// The new pairs.
    pub metadata: Option<BTreeMap<String, String>>,
}

/// Somebody who is to take part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewParticipant {
    /// Who.
    pub id: RawId,
    /// The name to show.
    pub display_name: Option<String>,
    /// From when on they see messages, in microseconds since 1970; absent means by the rule of the operation.
    pub share_history_from: Option<i64>,
    /// The application's own pairs.
    pub metadata: BTreeMap<String, String>,
}

/// How long a thread is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retention {
    /// Until somebody deletes it.
    None,
    /// So many days from its creation, 30 to 90.
    ThreadCreationDate {
        /// The days.
        days: u16,
    },
}

/// A change of a thread: what is absent stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadUpdate {
    /// The new topic.
    pub topic: Option<String>,
    /// The new pairs.
    pub metadata: Option<BTreeMap<String, String>>,
    /// The new retention.
    pub retention: Option<Retention>,
}

/// What a bot says of handing its customer over, in the words of the Bot Framework's handoff protocol.
///
/// Source: "Transition conversations from bot to human", Bot Framework documentation, 2023.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Handoff {
    /// `handoff.initiate`: the bot asks for a person.
    Initiate {
        /// What it tells of the case, such as the queue; what is no text is JSON.
        value: BTreeMap<String, String>,
    },
    /// `handoff.status`: how far it has come.
    Status {
        /// `accepted`, `failed` or `completed`.
        state: String,
        /// What it says of it.
        message: Option<String>,
    },
}

/// Asked of chat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Opens a thread.
    CreateThread {
        /// Who.
        actor: RawId,
        /// The repeatability id, if one was given.
        repeatability: Option<String>,
        /// The topic.
        topic: String,
        /// Who else takes part.
        participants: Vec<NewParticipant>,
        /// The application's own pairs.
        metadata: BTreeMap<String, String>,
        /// How long it is kept.
        retention: Retention,
    },
    /// Changes a thread.
    UpdateThread {
        /// Who.
        actor: RawId,
        /// Which.
        thread: ThreadId,
        /// The change.
        update: ThreadUpdate,
    },
    /// Deletes a thread.
    DeleteThread {
        /// Who.
        actor: RawId,
        /// Which.
        thread: ThreadId,
    },
    /// Sends a message.
    Send {
        /// Who.
        actor: RawId,
        /// Where.
        thread: ThreadId,
        /// What.
        body: MessageBody,
    },
    /// Changes a message of one's own.
    EditMessage {
        /// Who.
        actor: RawId,
        /// Where.
        thread: ThreadId,
        /// Which.
        message: MessageId,
        /// The change.
        edit: Edit,
    },
    /// Deletes a message of one's own.
    DeleteMessage {
        /// Who.
        actor: RawId,
        /// Where.
        thread: ThreadId,
        /// Which.
        message: MessageId,
    },
    /// Adds participants.
    AddParticipants {
        /// Who.
        actor: RawId,
        /// Where.
        thread: ThreadId,
        /// Whom.
        participants: Vec<NewParticipant>,
    },
    /// Removes a participant; oneself to leave.
    RemoveParticipant {
        /// Who.
        actor: RawId,
        /// Where.
        thread: ThreadId,
        /// Whom.
        participant: RawId,
    },
    /// Shows that somebody is typing.
    Typing {
        /// Who.
        actor: RawId,
        /// Where.
        thread: ThreadId,
        /// The name to show.
        sender_display_name: Option<String>,
    },
    /// Marks messages as read up to this one.
    Read {
        /// Who.
        actor: RawId,
        /// Where.
        thread: ThreadId,
        /// Up to which.
        message: MessageId,
    },
    /// A bot hands over to people, or tells how that goes. Nobody in the thread sees it.
    HandOff {
        /// Which bot.
        actor: RawId,
        /// Whose thread.
        thread: ThreadId,
        /// What it says.
        handoff: Handoff,
    },
}

/// What chat answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A thread was opened, or was found by its repeatability id.
    ThreadCreated {
        /// The thread.
        thread: ThreadId,
        /// Who could not be added.
        invalid: Vec<RawId>,
    },
    /// Participants were added.
    ParticipantsAdded {
        /// Who could not be added.
        invalid: Vec<RawId>,
    },
    /// A message was sent.
    Sent {
        /// Its id.
        message: MessageId,
    },
}

/// Why chat refused.
///
/// Source of the cases: "Chat SDK troubleshooting codes" and "Service limits for Azure Communication Services", 2024.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The thread id has the wrong format.
    #[error("thread id {0:?} has the wrong format; it looks like 19:acsV2_…@thread.v2")]
    InvalidThreadId(String),
    /// The message id has the wrong format.
    #[error("message id {0:?} is not a number")]
    InvalidMessageId(String),
    /// An identifier has the wrong format.
    #[error("identifier {0} has the wrong format; it looks like 8:acs:<resource>_<user>")]
    InvalidIdentifier(RawId),
    /// No such thread.
    #[error("there is no thread {0:?}, or it was deleted")]
    ThreadNotFound(ThreadId),
    /// No such message.
    #[error("there is no message {0:?} in the thread, or it is hidden from the reader")]
    MessageNotFound(MessageId),
    /// Not a participant, or removed.
    #[error("{0} is no participant of the thread")]
    NotAParticipant(RawId),
    /// Not the sender of the message.
    #[error("{0} did not send that message; only the sender may change it")]
    NotTheSender(RawId),
    /// A limit was passed.
    #[error("{what}: {given} is over the limit of {limit}")]
    OverLimit {
        /// What was counted.
        what: Limit,
        /// How many there were.
        given: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Something in the request has a value that is not allowed.
    #[error("{field}: {why}")]
    Invalid {
        /// The field, as published.
        field: String,
        /// What is allowed.
        why: String,
    },
}

/// What is limited in chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Limit {
    /// Bytes of a message.
    #[error("message bytes")]
    MessageBytes,
    /// Participants of a thread.
    #[error("participants of a thread")]
    Participants,
    /// Participants of one request.
    #[error("participants of one request")]
    ParticipantsPerRequest,
    /// Participants of a thread with receipts.
    #[error("participants of a thread with read receipts")]
    ParticipantsWithReceipts,
    /// Bytes of metadata.
    #[error("metadata bytes")]
    MetadataBytes,
}
