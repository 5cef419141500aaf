//! What a fact of a chat tells bots, before it is an activity for one of them.

use std::collections::BTreeMap;

use ringback_wire::bot_framework::ChannelAccount;
use ringback_world::{
    RawId, World,
    chat::{self, MessageContent, MessageId, MessageType, MessageView, ThreadId},
};

/// What a fact tells.
pub(super) struct Told<'a> {
    /// Where it happened.
    pub(super) thread: &'a ThreadId,
    /// Who caused it: a bot is not told of its own doing.
    pub(super) by: &'a RawId,
    /// The name under which they did.
    pub(super) name: Option<String>,
    /// Who hears of it although they are gone.
    pub(super) gone: Option<&'a RawId>,
    /// What happened.
    pub(super) what: Happened,
}

/// What happened.
pub(super) enum Happened {
    Said(MessageId, String, BTreeMap<String, String>),
    Changed(MessageId, String, BTreeMap<String, String>),
    Deleted(MessageId),
    /// Who is new, and the topic where the thread is new too.
    Joined(Vec<ChannelAccount>, Option<String>),
    Left(Vec<ChannelAccount>),
    Topic(String),
    Typing,
}

/// Tells what bots hear of a fact; nothing of most. Called right after it was recorded.
pub(super) fn told<'a>(world: &World, what: &'a chat::Fact) -> Option<Told<'a>> {
    let plain = |thread, by, what| {
        let name = name_in(world, thread, by);
        Some(Told {
            thread,
            by,
            name,
            gone: None,
            what,
        })
    };
    match what {
        chat::Fact::ThreadCreated {
            thread, by, topic, ..
        } => {
            let everyone = accounts(world, thread);
            plain(thread, by, Happened::Joined(everyone, Some(topic.clone())))
        }
        chat::Fact::ThreadUpdated { thread, by, topic } => {
            // Metadata and retention change without a word.
            plain(thread, by, Happened::Topic(topic.clone()?))
        }
        chat::Fact::MessageSent {
            thread,
            message,
            from,
            sender_display_name,
            content,
            metadata,
            ..
        } => {
            let said = Happened::Said(*message, content.clone(), metadata.clone());
            let mut told = plain(thread, from, said)?;
            told.name = sender_display_name.clone().or(told.name);
            Some(told)
        }
        chat::Fact::MessageEdited {
            thread,
            message,
            by,
            content,
        } => {
            let metadata = world.chat().message(thread, *message)?.metadata.clone();
            plain(
                thread,
                by,
                Happened::Changed(*message, content.clone(), metadata),
            )
        }
        chat::Fact::MessageDeleted {
            thread,
            message,
            by,
        } => plain(thread, by, Happened::Deleted(*message)),
        chat::Fact::ParticipantAdded {
            thread,
            participant,
            by,
            ..
        } => {
            let joined = joined_with(world, thread, participant)?;
            plain(thread, by, Happened::Joined(joined, None))
        }
        chat::Fact::ParticipantRemoved {
            thread,
            participant,
            by,
        } => {
            let left = roster(world, thread, MessageType::ParticipantRemoved, participant);
            let mut told = plain(thread, by, Happened::Left(left))?;
            told.gone = Some(participant);
            Some(told)
        }
        chat::Fact::TypingShown { thread, by } => plain(thread, by, Happened::Typing),
        chat::Fact::ThreadDeleted { .. }
        | chat::Fact::MessageRead { .. }
        | chat::Fact::HandoffInitiated { .. }
        | chat::Fact::HandoffReported { .. } => None,
    }
}

/// Tells who joined together with somebody, once: with the first of them.
fn joined_with(world: &World, thread: &ThreadId, newcomer: &RawId) -> Option<Vec<ChannelAccount>> {
    let together = roster(world, thread, MessageType::ParticipantAdded, newcomer);
    let first = together.first()?;
    (first.id == newcomer.as_str()).then_some(together)
}

/// Lists those who came or went together with somebody the last time.
fn roster(
    world: &World,
    thread: &ThreadId,
    kind: MessageType,
    member: &RawId,
) -> Vec<ChannelAccount> {
    let mut all = world.chat().messages(thread).iter().rev();
    let together = |message: &MessageView| match &message.content {
        Some(MessageContent::Roster { participants, .. }) if message.kind == kind => {
            let known = participants.iter().any(|one| one.id == *member);
            known.then(|| participants.iter().map(|one| account(world, one)).collect())
        }
        Some(
            MessageContent::Roster { .. }
            | MessageContent::Topic { .. }
            | MessageContent::Message(_),
        )
        | None => None,
    };
    all.find_map(together).unwrap_or_default()
}

/// Lists everyone in a thread.
pub(super) fn accounts(world: &World, thread: &ThreadId) -> Vec<ChannelAccount> {
    let present = world.chat().participants(thread).into_iter();
    present.map(|one| account(world, one)).collect()
}

pub(super) fn account(world: &World, participant: &chat::ParticipantView) -> ChannelAccount {
    let declared = || {
        let bots = world.declaration().bots.iter();
        let mut own = bots.filter(|bot| bot.identity == participant.id);
        own.next().map(|bot| bot.display_name.clone())
    };
    ChannelAccount {
        id: participant.id.to_string(),
        name: participant.display_name.clone().or_else(declared),
    }
}

fn name_in(world: &World, thread: &ThreadId, id: &RawId) -> Option<String> {
    let present = accounts(world, thread).into_iter();
    let mut own = present.filter(|one| one.id == id.as_str());
    own.next()?.name
}
