//! Opening, changing and deleting threads.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jiff::Timestamp;

use super::{
    Fact, Limit, MessageContent, MessageType, NewParticipant, ParticipantView, Reply as Answer,
    Retention, ThreadId, ThreadUpdate, Wake, limits,
    participants::{self, Sorted},
    state::{note_who_owes, record},
    thread::{Draft, Thread},
};
use crate::{Ids, RawId, Refusal, Reply, Span, World, wake};

/// What was opened under a repeatability id.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    thread: ThreadId,
    invalid: Vec<RawId>,
}

/// A thread to be opened.
pub(super) struct Opening {
    pub(super) topic: String,
    pub(super) participants: Vec<NewParticipant>,
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) retention: Retention,
}

pub(super) fn create(
    world: &mut World,
    actor: &RawId,
    repeatability: Option<String>,
    opening: Opening,
) -> Result<Reply, Refusal> {
    let key = repeatability.map(|id| (actor.clone(), id));
    if let Some(opened) = key.as_ref().and_then(|key| world.chat.repeats.get(key)) {
        return Ok(reply(opened.clone()));
    }
    limits::metadata(&opening.metadata)?;
    limits::retention(opening.retention)?;
    let sorted = participants::sort(world, actor, opening.participants)?;
    let Sorted { valid, invalid } = sorted;
    let everyone = with_creator(actor, valid, world.civil(world.now));
    limits::check(Limit::Participants, everyone.len(), limits::PARTICIPANTS)?;

    let id = open(world, actor, opening.topic, everyone);
    set_metadata(world, &id, opening.metadata);
    set_retention(world, &id, opening.retention);
    let opened = Opened {
        thread: id,
        invalid,
    };
    if let Some(key) = key {
        world.chat.repeats.insert(key, opened.clone());
    }
    Ok(reply(opened))
}

fn reply(opened: Opened) -> Reply {
    let Opened { thread, invalid } = opened;
    Reply::Chat(Answer::ThreadCreated { thread, invalid })
}

/// Puts the creator first, under the name given for them if they were listed too.
fn with_creator(
    actor: &RawId,
    listed: Vec<NewParticipant>,
    now: Timestamp,
) -> Vec<ParticipantView> {
    // Who is there from the start sees everything unless told otherwise.
    let view = |participant| participants::view(participant, Timestamp::UNIX_EPOCH, now);
    let mut creator = view(NewParticipant {
        id: actor.clone(),
        display_name: None,
        share_history_from: None,
        metadata: BTreeMap::new(),
    });
    let mut everyone: Vec<ParticipantView> = Vec::with_capacity(listed.len() + 1);
    for participant in listed {
        if participant.id == *actor {
            creator = view(participant);
        } else if everyone.iter().all(|other| other.id != participant.id) {
            everyone.push(view(participant));
        }
    }
    everyone.insert(0, creator);
    everyone
}

fn open(
    world: &mut World,
    actor: &RawId,
    topic: String,
    everyone: Vec<ParticipantView>,
) -> ThreadId {
    let now = world.civil(world.now);
    let number = world.chat.opened.entry(actor.clone()).or_insert(0);
    let id = thread_id(&world.ids, actor, *number);
    *number += 1;

    let mut thread = Thread::new(id.clone(), topic.clone(), actor.clone(), now);
    let participants: Vec<_> = everyone
        .iter()
        .map(|participant| participant.id.clone())
        .collect();
    for participant in &everyone {
        thread.admit(participant.clone());
        let listed = world
            .chat
            .threads_of
            .entry(participant.id.clone())
            .or_default();
        listed.push(id.clone());
    }
    let initiator = actor.clone();
    let roster = MessageContent::Roster {
        participants: everyone,
        initiator,
    };
    thread.post(now, Draft::system(MessageType::ParticipantAdded, roster));
    let initiator = actor.clone();
    let set = MessageContent::Topic {
        topic: topic.clone(),
        initiator,
    };
    thread.post(now, Draft::system(MessageType::TopicUpdated, set));
    world.chat.threads.insert(id.clone(), thread);

    let by = actor.clone();
    let fact = Fact::ThreadCreated {
        thread: id.clone(),
        by,
        topic,
        participants,
    };
    record(world, &id, Some(actor), fact);
    id
}

/// Names the `number`-th thread of a user, shaped like those of newer resources.
fn thread_id(ids: &Ids, actor: &RawId, number: u64) -> ThreadId {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&ids.bytes("thread", actor.as_str(), number));
    bytes[16..].copy_from_slice(&ids.bytes("thread-tail", actor.as_str(), number));
    let text = BASE64_URL_SAFE_NO_PAD.encode(bytes);
    ThreadId(format!("19:acsV2_{text}1@thread.v2"))
}

pub(super) fn update(
    world: &mut World,
    actor: &RawId,
    id: &ThreadId,
    update: ThreadUpdate,
) -> Result<Reply, Refusal> {
    world.chat.joined(id, actor)?;
    update.metadata.as_ref().map_or(Ok(()), limits::metadata)?;
    update.retention.map_or(Ok(()), limits::retention)?;

    let topic = match update.topic {
        Some(topic) => set_topic(world, actor, id, topic)?,
        None => None,
    };
    if let Some(metadata) = update.metadata {
        set_metadata(world, id, metadata);
    }
    if let Some(retention) = update.retention {
        set_retention(world, id, retention);
    }
    let fact = Fact::ThreadUpdated {
        thread: id.clone(),
        by: actor.clone(),
        topic,
    };
    record(world, id, Some(actor), fact);
    Ok(Reply::Done)
}

/// Gives a thread another topic; gives it back, unless it is the one that the thread has.
fn set_topic(
    world: &mut World,
    actor: &RawId,
    id: &ThreadId,
    topic: String,
) -> Result<Option<String>, Refusal> {
    let now = world.civil(world.now);
    let thread = world.chat.joined(id, actor)?;
    if thread.view.topic == topic {
        return Ok(None);
    }
    thread.view.topic.clone_from(&topic);
    let content = MessageContent::Topic {
        topic: topic.clone(),
        initiator: actor.clone(),
    };
    thread.post(now, Draft::system(MessageType::TopicUpdated, content));
    Ok(Some(topic))
}

fn set_metadata(world: &mut World, id: &ThreadId, metadata: BTreeMap<String, String>) {
    if let Some(thread) = world.chat.threads.get_mut(id) {
        thread.view.metadata = metadata;
    }
}

fn set_retention(world: &mut World, id: &ThreadId, retention: Retention) {
    let now = world.civil(world.now);
    let Some(thread) = world.chat.threads.get_mut(id) else {
        return;
    };
    thread.view.retention = retention;
    let old = thread.retention_wake.take();
    let age = now.as_microsecond() - thread.view.created_on.as_microsecond();
    if let Some(old) = old {
        world.cancel_wake(old);
    }
    let Retention::ThreadCreationDate { days } = retention else {
        return;
    };
    let age = Span::from_micros(u64::try_from(age).unwrap_or(0));
    let left = Span::from_secs(u64::from(days) * 86_400).saturating_sub(age);
    let due = Wake::RetentionOver { thread: id.clone() };
    let due = world.wake_in(left, wake::Wake::Chat(due));
    if let Some(thread) = world.chat.threads.get_mut(id) {
        thread.retention_wake = Some(due);
    }
}

pub(super) fn delete(world: &mut World, actor: &RawId, id: &ThreadId) -> Result<Reply, Refusal> {
    world.chat.joined(id, actor)?;
    end(world, id, Some(actor));
    Ok(Reply::Done)
}

pub(super) fn retention_over(world: &mut World, id: &ThreadId) {
    end(world, id, None);
}

fn end(world: &mut World, id: &ThreadId, by: Option<&RawId>) {
    let now = world.civil(world.now);
    let Some(thread) = world.chat.threads.get_mut(id) else {
        return;
    };
    if thread.view.deleted_on.is_some() {
        return;
    }
    thread.delete(now);
    if let Some(due) = thread.retention_wake.take() {
        world.cancel_wake(due);
    }
    note_who_owes(world, id);
    let fact = Fact::ThreadDeleted {
        thread: id.clone(),
        by: by.cloned(),
    };
    record(world, id, by, fact);
}
