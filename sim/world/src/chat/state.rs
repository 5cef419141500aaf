//! The state of all chats.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Command, Fact, Refusal as Refused, ThreadId, Wake, handoff, messages, participants, receipts,
    thread::Thread, threads,
};
use crate::{RawId, Refusal, Reply, What, World, declaration::Declaration};

/// All chats.
#[derive(Debug)]
pub struct State {
    pub(super) threads: BTreeMap<ThreadId, Thread>,
    /// The threads that somebody is or was in, in the order of joining.
    pub(super) threads_of: BTreeMap<RawId, Vec<ThreadId>>,
    /// What was opened under a repeatability id; this outlives the thread.
    pub(super) repeats: BTreeMap<(RawId, String), threads::Opened>,
    /// How many threads each user has opened.
    pub(super) opened: BTreeMap<RawId, u64>,
    /// The threads in which a customer waits for an answer.
    unanswered: BTreeSet<ThreadId>,
}

impl State {
    pub(crate) fn new(_declaration: &Declaration) -> Self {
        Self {
            threads: BTreeMap::new(),
            threads_of: BTreeMap::new(),
            repeats: BTreeMap::new(),
            opened: BTreeMap::new(),
            unanswered: BTreeSet::new(),
        }
    }

    /// Tells whether some customer has the last word in a thread in which somebody else could answer.
    pub(crate) fn implementation_owes(&self) -> bool {
        !self.unanswered.is_empty()
    }

    /// Tells in how many threads that is so.
    pub(crate) fn owed(&self) -> usize {
        self.unanswered.len()
    }

    /// Finds a thread that was not deleted.
    pub(super) fn live(&self, id: &ThreadId) -> Result<&Thread, Refused> {
        check_format(id)?;
        let found = self
            .threads
            .get(id)
            .filter(|thread| thread.view.deleted_on.is_none());
        found.ok_or_else(|| Refused::ThreadNotFound(id.clone()))
    }

    /// Finds a thread that was not deleted, and in which the actor takes part.
    pub(super) fn joined(&mut self, id: &ThreadId, actor: &RawId) -> Result<&mut Thread, Refused> {
        check_format(id)?;
        let found = self
            .threads
            .get_mut(id)
            .filter(|thread| thread.view.deleted_on.is_none());
        let thread = found.ok_or_else(|| Refused::ThreadNotFound(id.clone()))?;
        thread.participant(actor)?;
        Ok(thread)
    }
}

/// Demands the shape `19:…@thread.v2`.
fn check_format(id: &ThreadId) -> Result<(), Refused> {
    let text =
        id.0.strip_prefix("19:")
            .and_then(|rest| rest.strip_suffix("@thread.v2"));
    match text {
        Some(text) if !text.is_empty() => Ok(()),
        Some(_) | None => Err(Refused::InvalidThreadId(id.0.clone())),
    }
}

pub(crate) fn handle(world: &mut World, command: Command) -> Result<Reply, Refusal> {
    match command {
        Command::CreateThread {
            actor,
            repeatability,
            topic,
            participants,
            metadata,
            retention,
        } => {
            let opening = threads::Opening {
                topic,
                participants,
                metadata,
                retention,
            };
            threads::create(world, &actor, repeatability, opening)
        }
        Command::UpdateThread {
            actor,
            thread,
            update,
        } => threads::update(world, &actor, &thread, update),
        Command::DeleteThread { actor, thread } => threads::delete(world, &actor, &thread),
        Command::Send {
            actor,
            thread,
            body,
        } => messages::send(world, actor, &thread, body),
        Command::EditMessage {
            actor,
            thread,
            message,
            edit,
        } => messages::edit(world, &actor, &thread, message, edit),
        Command::DeleteMessage {
            actor,
            thread,
            message,
        } => messages::delete(world, &actor, &thread, message),
        Command::AddParticipants {
            actor,
            thread,
            participants,
        } => participants::add(world, &actor, &thread, participants),
        Command::RemoveParticipant {
            actor,
            thread,
            participant,
        } => participants::remove(world, &actor, &thread, &participant),
        Command::Typing {
            actor,
            thread,
            sender_display_name: _,
        } => receipts::typing(world, actor, &thread),
        Command::Read {
            actor,
            thread,
            message,
        } => receipts::read(world, actor, &thread, message),
        Command::HandOff {
            actor,
            thread,
            handoff,
        } => handoff::hand_off(world, actor, &thread, handoff),
    }
}

pub(crate) fn wake(world: &mut World, wake: Wake) {
    match wake {
        Wake::RetentionOver { thread } => threads::retention_over(world, &thread),
    }
}

/// Records a fact of a thread for the contact that the actor, or else the first participant who has one, belongs to.
pub(super) fn record(world: &mut World, thread: &ThreadId, actor: Option<&RawId>, fact: Fact) {
    let own = actor.and_then(|actor| world.contact_of(actor));
    let contact = own.or_else(|| {
        let members = &world.chat.threads.get(thread)?.members;
        members
            .iter()
            .find_map(|member| world.contact_of(&member.view.id))
    });
    world.record(contact, What::Chat(fact));
}

/// Notes whether a customer waits for an answer in a thread, after something in it has changed.
pub(super) fn note_who_owes(world: &mut World, id: &ThreadId) {
    let owes = world
        .chat
        .threads
        .get(id)
        .is_some_and(|thread| customer_waits(world, thread));
    if owes {
        world.chat.unanswered.insert(id.clone());
    } else {
        world.chat.unanswered.remove(id);
    }
}

fn customer_waits(world: &World, thread: &Thread) -> bool {
    let last = thread
        .messages()
        .iter()
        .rev()
        .find_map(|message| message.sender.as_ref());
    let Some(sender) = last else { return false };
    world.contact_of(sender).is_some()
        && thread.is_present(sender)
        && thread
            .present()
            .any(|other| world.contact_of(&other.id).is_none())
}
