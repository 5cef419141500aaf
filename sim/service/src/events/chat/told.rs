//! What chat facts say: the data of events for the thread and for its users, before they are addressed.
//!
//! Source: "Azure Communication Services - Chat events", 2024; the Event Grid document of ACS, 2018-01-01, and its examples.

use ringback_world::{
    Fact, RawId, World,
    chat::{self, MessageId, MessageKind, ThreadId},
};
use serde_json::{Map, Value, json};

use super::super::time;
use crate::identifier::published;

/// What a fact says, to the thread and to users.
pub(super) struct Told {
    pub(super) thread_event: &'static str,
    pub(super) thread_subject: String,
    pub(super) user_event: &'static str,
    pub(super) user_subject: String,
    pub(super) recipients: Vec<RawId>,
    pub(super) data: Map<String, Value>,
    /// What events for users still say in their old spelling.
    pub(super) of_old: Map<String, Value>,
}

pub(super) fn of_message(
    world: &World,
    thread: &ThreadId,
    message: MessageId,
    by: &RawId,
    [thread_event, user_event]: [&'static str; 2],
) -> Option<Told> {
    let view = world.chat().message(thread, message)?;
    let kind = match view.kind {
        chat::MessageType::Html => kind_name(MessageKind::Html),
        chat::MessageType::Text
        | chat::MessageType::TopicUpdated
        | chat::MessageType::ParticipantAdded
        | chat::MessageType::ParticipantRemoved => kind_name(MessageKind::Text),
    };
    let sender = view.sender.as_ref().unwrap_or(by);
    let data = object(json!({
        "messageId": message.0.to_string(),
        "senderCommunicationIdentifier": published(sender),
        "senderDisplayName": view.sender_display_name.clone().unwrap_or_default(),
        "composeTime": time::with_offset(view.created_on),
        "type": kind,
        "version": view.version,
        "messageBody": view.text().unwrap_or_default(),
        "metadata": view.metadata,
    }));
    let of_old = object(json!({"senderId": sender.as_str()}));
    let subject = format!("sender/{sender}");
    Some(Told {
        thread_event,
        thread_subject: subject.clone(),
        user_event,
        user_subject: subject,
        recipients: others(world, thread, by),
        data,
        of_old,
    })
}

fn kind_name(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Text => "Text",
        MessageKind::Html => "RichText/Html",
    }
}

pub(super) fn of_thread(
    world: &World,
    fact: &Fact,
    thread: &ThreadId,
    by: &RawId,
    [thread_event, user_event]: [&'static str; 2],
    role: &str,
) -> Option<Told> {
    let view = world.chat().thread(thread)?;
    let mut data = object(json!({
        "createTime": time::with_offset(view.created_on),
        "version": world.civil(fact.at).as_millisecond(),
    }));
    data.insert(
        format!("{role}CommunicationIdentifier"),
        json!(published(by)),
    );
    let mut of_old = Map::new();
    of_old.insert(role.to_owned(), json!(by.as_str()));
    let subject = format!("{role}/{by}");
    Some(Told {
        thread_event,
        thread_subject: subject.clone(),
        user_event,
        user_subject: subject,
        recipients: others(world, thread, by),
        data,
        of_old,
    })
}

/// How an event about the roster is named and spelled.
pub(super) struct RosterNames {
    events: [&'static str; 2],
    subjects: [&'static str; 2],
    member: &'static str,
    by: &'static str,
}

pub(super) const ADDED: RosterNames = RosterNames {
    events: [
        "ChatThreadParticipantAdded",
        "ChatParticipantAddedToThreadWithUser",
    ],
    subjects: ["participantadded", "participantAdded"],
    member: "participantAdded",
    by: "addedByCommunicationIdentifier",
};
pub(super) const REMOVED: RosterNames = RosterNames {
    events: [
        "ChatThreadParticipantRemoved",
        "ChatParticipantRemovedFromThreadWithUser",
    ],
    subjects: ["participantremoved", "participantRemoved"],
    member: "participantRemoved",
    by: "removedByCommunicationIdentifier",
};

pub(super) fn of_roster(
    world: &World,
    fact: &Fact,
    thread: &ThreadId,
    by: &RawId,
    names: RosterNames,
    participant: &RawId,
) -> Option<Told> {
    let view = world.chat().thread(thread)?;
    let shown = participant_value(world.chat().member(thread, participant)?);
    let mut data = object(json!({
        "createTime": time::with_offset(view.created_on),
        "version": world.civil(fact.at).as_millisecond(),
        "time": time::with_offset(world.civil(fact.at)),
    }));
    data.insert(names.by.to_owned(), json!(published(by)));
    data.insert(names.member.to_owned(), shown);
    let [thread_event, user_event] = names.events;
    let [thread_subject, user_subject] = names.subjects;
    Some(Told {
        thread_event,
        thread_subject: format!("{thread_subject}/{participant}"),
        user_event,
        user_subject: format!("{user_subject}/{participant}"),
        recipients: others(world, thread, by),
        data,
        of_old: Map::new(),
    })
}

pub(super) fn add_properties(
    world: &World,
    thread: &ThreadId,
    data: &mut Map<String, Value>,
) -> Option<()> {
    let view = world.chat().thread(thread)?;
    data.insert("properties".to_owned(), json!({"topic": view.topic}));
    data.insert("metadata".to_owned(), json!(view.metadata));
    Some(())
}

pub(super) fn participants(world: &World, thread: &ThreadId) -> Value {
    let all = world.chat().participants(thread).into_iter();
    all.map(participant_value).collect()
}

/// Lists everyone in a thread in the old spelling.
pub(super) fn members(world: &World, thread: &ThreadId) -> Value {
    let shown = |one: &chat::ParticipantView| {
        json!({
            "displayName": one.display_name.as_deref().unwrap_or_default(),
            "memberId": one.id,
        })
    };
    let all = world.chat().participants(thread).into_iter();
    all.map(shown).collect()
}

fn participant_value(one: &chat::ParticipantView) -> Value {
    json!({
        "displayName": one.display_name.as_deref().unwrap_or_default(),
        "participantCommunicationIdentifier": published(&one.id),
        "metadata": one.metadata,
    })
}

/// Everyone in a thread but the one who caused the event.
fn others(world: &World, thread: &ThreadId, by: &RawId) -> Vec<RawId> {
    let present = world.chat().participants(thread).into_iter();
    present
        .map(|one| &one.id)
        .filter(|id| *id != by)
        .cloned()
        .collect()
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
