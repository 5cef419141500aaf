//! One thread: who is in it, what was said, who may do what.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    MessageContent, MessageId, MessageType, MessageView, ParticipantView, ReceiptView,
    Refusal as Refused, Retention, ThreadId, ThreadView,
};
use ringback_engine::WakeId;

use crate::RawId;

/// One thread.
#[derive(Debug)]
pub(super) struct Thread {
    pub(super) view: ThreadView,
    pub(super) members: Vec<Member>,
    pub(super) receipts: Vec<ReceiptView>,
    pub(super) retention_wake: Option<WakeId>,
    messages: Vec<MessageView>,
    last_id: u64,
    last_at: Timestamp,
}

/// Somebody who takes or took part.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) view: ParticipantView,
    pub(super) standing: Standing,
}

/// Whether a member is still in the thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// In it.
    Present,
    /// Gone, and able to read up to the message with this number.
    Gone { seen: u64 },
}

/// What a new message holds.
pub(super) struct Draft {
    pub(super) kind: MessageType,
    pub(super) content: MessageContent,
    pub(super) sender: Option<RawId>,
    pub(super) sender_display_name: Option<String>,
    pub(super) metadata: BTreeMap<String, String>,
}

impl Draft {
    /// Drafts a message that the system writes.
    pub(super) fn system(kind: MessageType, content: MessageContent) -> Self {
        Self {
            kind,
            content,
            sender: None,
            sender_display_name: None,
            metadata: BTreeMap::new(),
        }
    }
}

impl Thread {
    pub(super) fn new(
        id: ThreadId,
        topic: String,
        created_by: RawId,
        created_on: Timestamp,
    ) -> Self {
        let view = ThreadView {
            id,
            topic,
            created_on,
            created_by,
            metadata: BTreeMap::new(),
            retention: Retention::None,
            deleted_on: None,
        };
        Self {
            view,
            members: Vec::new(),
            receipts: Vec::new(),
            retention_wake: None,
            messages: Vec::new(),
            last_id: 0,
            last_at: created_on,
        }
    }

    /// Adds a message and gives it the next number.
    pub(super) fn post(&mut self, now: Timestamp, draft: Draft) -> MessageId {
        let id = stamp(now, self.last_id);
        let sequence = self.messages.last().map_or(0, |message| message.sequence) + 1;
        self.last_id = id;
        self.last_at = now;
        self.messages.push(MessageView {
            id: MessageId(id),
            kind: draft.kind,
            sequence,
            version: id,
            content: Some(draft.content),
            sender: draft.sender,
            sender_display_name: draft.sender_display_name,
            metadata: draft.metadata,
            created_on: now,
            edited_on: None,
            deleted_on: None,
        });
        MessageId(id)
    }

    /// Lists everything said, oldest first.
    pub(super) fn messages(&self) -> &[MessageView] {
        &self.messages
    }

    pub(super) fn message(&self, id: MessageId) -> Result<&MessageView, Refused> {
        let found = self
            .messages
            .binary_search_by_key(&id, |message| message.id);
        let found = found.map_err(|_| Refused::MessageNotFound(id))?;
        Ok(&self.messages[found])
    }

    pub(super) fn message_mut(&mut self, id: MessageId) -> Result<&mut MessageView, Refused> {
        let found = self
            .messages
            .binary_search_by_key(&id, |message| message.id);
        let found = found.map_err(|_| Refused::MessageNotFound(id))?;
        Ok(&mut self.messages[found])
    }

    /// Tells when something was last said that the member may know of.
    pub(super) fn last_activity(&self, member: &Member) -> Timestamp {
        match member.standing {
            Standing::Present => self.last_at,
            Standing::Gone { seen } => {
                let known = self
                    .messages
                    .iter()
                    .rev()
                    .find(|message| message.sequence <= seen);
                known.map_or(self.last_at, |message| message.created_on)
            }
        }
    }

    /// Lists who is in the thread.
    pub(super) fn present(&self) -> impl Iterator<Item = &ParticipantView> {
        let present = self
            .members
            .iter()
            .filter(|member| member.standing == Standing::Present);
        present.map(|member| &member.view)
    }

    pub(super) fn is_present(&self, id: &RawId) -> bool {
        self.present().any(|participant| participant.id == *id)
    }

    /// Demands that somebody takes part now.
    pub(super) fn participant(&self, id: &RawId) -> Result<&ParticipantView, Refused> {
        let found = self.present().find(|participant| participant.id == *id);
        found.ok_or_else(|| Refused::NotAParticipant(id.clone()))
    }

    /// Demands that somebody takes or took part; whoever left may still read what they knew.
    pub(super) fn member(&self, id: &RawId) -> Result<&Member, Refused> {
        let found = self.members.iter().find(|member| member.view.id == *id);
        found.ok_or_else(|| Refused::NotAParticipant(id.clone()))
    }

    /// Takes somebody in, or back in; tells whether that changed anything.
    pub(super) fn admit(&mut self, view: ParticipantView) -> Admission {
        let found = self
            .members
            .iter_mut()
            .find(|member| member.view.id == view.id);
        match found {
            Some(member) if member.standing == Standing::Present => Admission::AlreadyThere,
            Some(member) => {
                *member = Member {
                    view,
                    standing: Standing::Present,
                };
                Admission::Joined
            }
            None => {
                self.members.push(Member {
                    view,
                    standing: Standing::Present,
                });
                Admission::Joined
            }
        }
    }

    /// Lets somebody go who will still read up to the last message so far.
    pub(super) fn dismiss(&mut self, id: &RawId) {
        let seen = self.messages.last().map_or(0, |message| message.sequence);
        if let Some(member) = self.members.iter_mut().find(|member| member.view.id == *id) {
            member.standing = Standing::Gone { seen };
        }
    }

    /// Forgets what was said; who took part stays known.
    pub(super) fn delete(&mut self, now: Timestamp) {
        self.view.deleted_on = Some(now);
        self.last_at = now;
        self.messages = Vec::new();
        self.receipts = Vec::new();
    }
}

/// What came of taking somebody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// They are new.
    Joined,
    /// They had been there before.
    AlreadyThere,
}

impl Member {
    /// Tells whether the member may see a message.
    pub(super) fn sees(&self, message: &MessageView) -> bool {
        let known = match self.standing {
            Standing::Present => true,
            Standing::Gone { seen } => message.sequence <= seen,
        };
        known && message.created_on >= self.view.share_history_from
    }
}

/// Gives the next id or version: the time in milliseconds since 1970, always greater than the last.
pub(super) fn stamp(now: Timestamp, last: u64) -> u64 {
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    millis.max(last.saturating_add(1))
}
