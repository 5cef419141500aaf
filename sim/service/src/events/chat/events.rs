//! Chat events of Event Grid: one for the thread, and one for every participant but the one who caused it.
//!
//! Source: "Azure Communication Services - Chat events", 2024.

use ringback_world::{
    Fact, RawId, World,
    chat::{self, ThreadId},
};
use serde_json::{Value, json};

use super::{
    super::{event_grid::Event, id, time},
    told::{
        ADDED, REMOVED, Told, add_properties, members, of_message, of_roster, of_thread,
        participants,
    },
};
use crate::{callbacks::CallbackUris, identifier::published};

/// Makes the events of a chat fact.
pub(in crate::events) fn events(
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
            data.extend(told.of_old.clone());
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
            told.of_old
                .insert("members".to_owned(), members(world, thread));
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
            by,
            ..
        } => {
            let told = of_roster(world, fact, thread, by, ADDED, participant)?;
            Some((thread, told))
        }
        chat::Fact::ParticipantRemoved {
            thread,
            participant,
            by,
        } => {
            let mut told = of_roster(world, fact, thread, by, REMOVED, participant)?;
            if participant != by && !told.recipients.contains(participant) {
                told.recipients.push(participant.clone());
            }
            Some((thread, told))
        }
        chat::Fact::TypingShown { .. }
        | chat::Fact::MessageRead { .. }
        | chat::Fact::HandoffInitiated { .. }
        | chat::Fact::HandoffReported { .. } => None,
    }
}
