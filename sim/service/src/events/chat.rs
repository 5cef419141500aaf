//! Chat events of Event Grid: one for the thread, and one for every participant but the one who caused it.
//!
//! Source: "Azure Communication Services - Chat events", 2024.

use ringback_world::{
    Fact, RawId, World,
    chat::{self, MessageId, MessageKind, ThreadId},
};
use serde_json::{Map, Value, json};

use super::{event_grid::Event, id, time};
use crate::{callbacks::CallbackUris, identifier::published};

/// Makes the events of a chat fact.
pub(super) fn events(
    world: &World,
    fact: &Fact,
    what: &chat::Fact,
    callbacks: &CallbackUris,
) -> Vec<Event> {
    let Some((thread, told)) = told(world, fact, what) else {
        return Vec::new();
    };
    let Some(view) = world.chat().thread(thread) else {
        return Vec::new();
    };
    let resource = world.directory().resource_of_identity(&view.created_by);
    let resource = resource.or(world.declaration().resources.first());
    let Some(resource) = resource.map(|resource| resource.name.clone()) else {
        return Vec::new();
    };
    let transaction = id::next(callbacks, &format!("transaction {}", thread.0));
    let event = |name, subject: String, recipient: Option<&RawId>| {
        let mut data = told.data.clone();
        data.insert("threadId".to_owned(), json!(thread.0));
        data.insert("transactionId".to_owned(), json!(transaction));
        if let Some(recipient) = recipient {
            data.insert(
                "recipientCommunicationIdentifier".to_owned(),
                json!(published(recipient)),
            );
            data.insert("recipientId".to_owned(), json!(recipient.as_str()));
        }
        Event {
            name,
            resource: resource.clone(),
            parent: thread.0.clone(),
            subject: format!("thread/{}/{subject}", thread.0),
            data: Value::Object(data),
        }
    };
    let of_user = told.recipients.iter().map(|recipient| {
        let subject = format!("{}/recipient/{recipient}", told.user_subject);
        event(told.user_event, subject, Some(recipient))
    });
    of_user
        .chain([event(told.thread_event, told.thread_subject.clone(), None)])
        .collect()
}

/// What a fact says, to the thread and to users.
struct Told {
    thread_event: &'static str,
    thread_subject: String,
    user_event: &'static str,
    user_subject: String,
    recipients: Vec<RawId>,
    data: Map<String, Value>,
}

fn told<'a>(world: &World, fact: &Fact, what: &'a chat::Fact) -> Option<(&'a ThreadId, Told)> {
    let now = time::with_offset(world.civil(fact.at));
    match what {
        chat::Fact::MessageSent {
            thread,
            message,
            from,
            ..
        } => {
            let names = ["ChatMessageReceivedInThread", "ChatMessageReceived"];
            Some((thread, of_message(world, thread, *message, from, names)?))
        }
        chat::Fact::MessageEdited {
            thread,
            message,
            by,
            ..
        } => {
            let names = ["ChatMessageEditedInThread", "ChatMessageEdited"];
            let mut told = of_message(world, thread, *message, by, names)?;
            told.data.insert("editTime".to_owned(), json!(now));
            Some((thread, told))
        }
        chat::Fact::MessageDeleted {
            thread,
            message,
            by,
        } => {
            let names = ["ChatMessageDeletedInThread", "ChatMessageDeleted"];
            let mut told = of_message(world, thread, *message, by, names)?;
            told.data.remove("messageBody");
            told.data.remove("metadata");
            told.data.insert("deleteTime".to_owned(), json!(now));
            Some((thread, told))
        }
        chat::Fact::ThreadCreated { thread, by, .. } => {
            let names = ["ChatThreadCreated", "ChatThreadCreatedWithUser"];
            let mut told = of_thread(world, fact, thread, by, names, "createdBy")?;
            add_properties(world, thread, &mut told.data)?;
            told.data
                .insert("participants".to_owned(), participants(world, thread));
            Some((thread, told))
        }
        chat::Fact::ThreadUpdated { thread, by, .. } => {
            let names = [
                "ChatThreadPropertiesUpdated",
                "ChatThreadPropertiesUpdatedPerUser",
            ];
            let mut told = of_thread(world, fact, thread, by, names, "editedBy")?;
            add_properties(world, thread, &mut told.data)?;
            told.data.insert("editTime".to_owned(), json!(now));
            Some((thread, told))
        }
        chat::Fact::ThreadDeleted { thread, by } => {
            let by = by
                .as_ref()
                .unwrap_or(&world.chat().thread(thread)?.created_by);
            let names = ["ChatThreadDeleted", "ChatThreadWithUserDeleted"];
            let mut told = of_thread(world, fact, thread, by, names, "deletedBy")?;
            told.data.insert("deleteTime".to_owned(), json!(now));
            Some((thread, told))
        }
        chat::Fact::ParticipantAdded {
            thread,
            participant,
            display_name,
            by,
        } => {
            let one = participant_value(participant, display_name.as_deref());
            let told = of_roster(world, fact, thread, by, ADDED, participant, one)?;
            Some((thread, told))
        }
        chat::Fact::ParticipantRemoved {
            thread,
            participant,
            by,
        } => {
            let one = participant_value(participant, None);
            let mut told = of_roster(world, fact, thread, by, REMOVED, participant, one)?;
            if participant != by && !told.recipients.contains(participant) {
                told.recipients.push(participant.clone());
            }
            Some((thread, told))
        }
        chat::Fact::TypingShown { .. } | chat::Fact::MessageRead { .. } => None,
    }
}

fn of_message(
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
        "senderId": sender.as_str(),
        "senderCommunicationIdentifier": published(sender),
        "senderDisplayName": view.sender_display_name.clone().unwrap_or_default(),
        "composeTime": time::with_offset(view.created_on),
        "type": kind,
        "version": view.version,
        "messageBody": view.text().unwrap_or_default(),
        "metadata": view.metadata,
    }));
    let subject = format!("sender/{sender}");
    Some(Told {
        thread_event,
        thread_subject: subject.clone(),
        user_event,
        user_subject: subject,
        recipients: others(world, thread, by),
        data,
    })
}

fn kind_name(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Text => "Text",
        MessageKind::Html => "RichText/Html",
    }
}

fn of_thread(
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
    data.insert(role.to_owned(), json!(by.as_str()));
    let subject = format!("{role}/{by}");
    Some(Told {
        thread_event,
        thread_subject: subject.clone(),
        user_event,
        user_subject: subject,
        recipients: others(world, thread, by),
        data,
    })
}

/// How an event about the roster is named and spelled.
struct RosterNames {
    events: [&'static str; 2],
    subjects: [&'static str; 2],
    member: &'static str,
    by: &'static str,
}

const ADDED: RosterNames = RosterNames {
    events: [
        "ChatThreadParticipantAdded",
        "ChatParticipantAddedToThreadWithUser",
    ],
    subjects: ["participantadded", "participantAdded"],
    member: "participantAdded",
    by: "addedByCommunicationIdentifier",
};
const REMOVED: RosterNames = RosterNames {
    events: [
        "ChatThreadParticipantRemoved",
        "ChatParticipantRemovedFromThreadWithUser",
    ],
    subjects: ["participantremoved", "participantRemoved"],
    member: "participantRemoved",
    by: "removedByCommunicationIdentifier",
};

fn of_roster(
    world: &World,
    fact: &Fact,
    thread: &ThreadId,
    by: &RawId,
    names: RosterNames,
    participant: &RawId,
    shown: Value,
) -> Option<Told> {
    let view = world.chat().thread(thread)?;
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
    })
}

fn add_properties(world: &World, thread: &ThreadId, data: &mut Map<String, Value>) -> Option<()> {
    let view = world.chat().thread(thread)?;
    data.insert("properties".to_owned(), json!({"topic": view.topic}));
    data.insert("metadata".to_owned(), json!(view.metadata));
    Some(())
}

fn participants(world: &World, thread: &ThreadId) -> Value {
    let shown = |one: &&chat::ParticipantView| {
        let mut value = participant_value(&one.id, one.display_name.as_deref());
        value["metadata"] = json!(one.metadata);
        value
    };
    world
        .chat()
        .participants(thread)
        .iter()
        .map(shown)
        .collect()
}

fn participant_value(id: &RawId, display_name: Option<&str>) -> Value {
    json!({
        "displayName": display_name.unwrap_or_default(),
        "participantCommunicationIdentifier": published(id),
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
