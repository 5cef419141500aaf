//! Who takes part: joining, leaving, and who may.

use jiff::Timestamp;

use super::{
    Fact, Limit, MessageContent, MessageType, NewParticipant, ParticipantView, Refusal as Refused,
    Reply as Answer, ThreadId, limits,
    state::{note_who_owes, record},
    thread::{Admission, Draft},
};
use crate::{IdentifierKind, RawId, Refusal, Reply, World};

/// Those who were to take part, sorted by whether they can.
pub(super) struct Sorted {
    pub(super) valid: Vec<NewParticipant>,
    pub(super) invalid: Vec<RawId>,
}

/// Sorts those who are to take part. Somebody of the wrong shape spoils the request; somebody who is no user of the
/// actor's resource is set aside.
pub(super) fn sort(
    world: &World,
    actor: &RawId,
    participants: Vec<NewParticipant>,
) -> Result<Sorted, Refused> {
    let given = participants.len();
    limits::check(
        Limit::ParticipantsPerRequest,
        given,
        limits::PARTICIPANTS_PER_REQUEST,
    )?;
    for participant in &participants {
        check_format(&participant.id)?;
        limits::metadata(&participant.metadata)?;
    }
    let home = world.directory.resource_of_identity(actor);
    let Some(home) = home else {
        return Err(Refused::NotAParticipant(actor.clone()));
    };
    let mut sorted = Sorted {
        valid: Vec::new(),
        invalid: Vec::new(),
    };
    for participant in participants {
        let resource = world.directory.resource_of_identity(&participant.id);
        if resource.is_some_and(|resource| resource.id == home.id) {
            sorted.valid.push(participant);
        } else {
            sorted.invalid.push(participant.id);
        }
    }
    Ok(sorted)
}

pub(super) fn check_format(id: &RawId) -> Result<(), Refused> {
    let well_formed = match id.kind() {
        IdentifierKind::CommunicationUser(raw) => is_user(raw),
        IdentifierKind::PhoneNumber(number) => !number.is_empty(),
        IdentifierKind::TeamsUser(id) | IdentifierKind::TeamsApp(id) => is_guid(id),
        IdentifierKind::Unknown(_) => false,
    };
    if well_formed {
        Ok(())
    } else {
        Err(Refused::InvalidIdentifier(id.clone()))
    }
}

/// Tells whether a raw id has the shape `8:acs:<guid>_<guid>`, or with three parts that of a Teams Phone extension user.
fn is_user(raw: &str) -> bool {
    if raw
        .strip_prefix("8:spool:")
        .is_some_and(|rest| !rest.is_empty())
    {
        return true;
    }
    let Some(rest) = raw.strip_prefix("8:acs:") else {
        return false;
    };
    let parts: Vec<_> = rest.split('_').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| is_guid(part))
}

fn is_guid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Shows somebody who joins now; without a word they see messages from `default` on.
///
/// A client takes the time to share from off its own clock, which may be ahead of the simulated one: a time to come is now.
pub(super) fn view(
    participant: NewParticipant,
    default: Timestamp,
    now: Timestamp,
) -> ParticipantView {
    let given = participant.share_history_from;
    let from = given.map(|micros| Timestamp::from_microsecond(micros).unwrap_or(now));
    ParticipantView {
        id: participant.id,
        display_name: participant.display_name,
        share_history_from: from.unwrap_or(default).min(now),
        metadata: participant.metadata,
    }
}

pub(super) fn add(
    world: &mut World,
    actor: &RawId,
    id: &ThreadId,
    participants: Vec<NewParticipant>,
) -> Result<Reply, Refusal> {
    world.chat.joined(id, actor)?;
    let Sorted { valid, invalid } = sort(world, actor, participants)?;
    let now = world.civil(world.now);
    let thread = world.chat.joined(id, actor)?;
    let mut newcomers: Vec<ParticipantView> = Vec::new();
    for participant in valid {
        let known = newcomers
            .iter()
            .any(|newcomer| newcomer.id == participant.id);
        if !known && !thread.is_present(&participant.id) {
            newcomers.push(view(participant, now, now));
        }
    }
    let total = thread.present().count() + newcomers.len();
    limits::check(Limit::Participants, total, limits::PARTICIPANTS)?;
    join(world, actor, id, newcomers)?;
    Ok(Reply::Chat(Answer::ParticipantsAdded { invalid }))
}

fn join(
    world: &mut World,
    actor: &RawId,
    id: &ThreadId,
    newcomers: Vec<ParticipantView>,
) -> Result<(), Refusal> {
    if newcomers.is_empty() {
        return Ok(());
    }
    let now = world.civil(world.now);
    let thread = world.chat.joined(id, actor)?;
    for newcomer in &newcomers {
        let admission = thread.admit(newcomer.clone());
        debug_assert_eq!(admission, Admission::Joined, "only newcomers are let in");
    }
    let initiator = actor.clone();
    let roster = MessageContent::Roster {
        participants: newcomers.clone(),
        initiator,
    };
    thread.post(now, Draft::system(MessageType::ParticipantAdded, roster));
    for newcomer in newcomers {
        let listed = world
            .chat
            .threads_of
            .entry(newcomer.id.clone())
            .or_default();
        if !listed.contains(id) {
            listed.push(id.clone());
        }
        let fact = Fact::ParticipantAdded {
            thread: id.clone(),
            participant: newcomer.id.clone(),
            display_name: newcomer.display_name,
            by: actor.clone(),
        };
        record(world, id, Some(&newcomer.id), fact);
    }
    note_who_owes(world, id);
    Ok(())
}

/// Lets somebody go; whoever is not there changes nothing.
pub(super) fn remove(
    world: &mut World,
    actor: &RawId,
    id: &ThreadId,
    participant: &RawId,
) -> Result<Reply, Refusal> {
    let now = world.civil(world.now);
    let thread = world.chat.joined(id, actor)?;
    check_format(participant)?;
    let Ok(view) = thread.participant(participant).cloned() else {
        return Ok(Reply::Done);
    };
    let initiator = actor.clone();
    let roster = MessageContent::Roster {
        participants: vec![view],
        initiator,
    };
    thread.post(now, Draft::system(MessageType::ParticipantRemoved, roster));
    thread.dismiss(participant);
    note_who_owes(world, id);
    let fact = Fact::ParticipantRemoved {
        thread: id.clone(),
        participant: participant.clone(),
        by: actor.clone(),
    };
    record(world, id, Some(participant), fact);
    Ok(Reply::Done)
}
