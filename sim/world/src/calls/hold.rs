//! Hold: the implementation puts a participant on hold and takes them off it, and parties hold for themselves.

use super::{
    CallConnectionId, CallId, Fact, Hold, OperationEnded, Refusal as Refused, Unhold,
    codes::plain,
    condition, media,
    place::invalid,
    prompt::{self, Prompt},
    roster,
    state::record,
};
use crate::{IdentifierKind, RawId, Reply, World};

/// Puts a participant on hold. Its only event is a failure: the proof is in `ParticipantsUpdated`.
///
/// Source: "Control mid-call media actions with Call Automation", Azure Communication Services documentation, 2025.
pub(super) fn hold(world: &mut World, command: Hold) -> Result<Reply, Refused> {
    let connection = &command.connection;
    let (call, by) = check(world, connection, &command.target)?;
    let speech = world.calls.usable(connection, world.now())?.speech;
    let prompt = match &command.plays {
        Some(source) => {
            let sources = std::slice::from_ref(source);
            Some(prompt::prompt("playSourceInfo", sources, speech)?)
        }
        None => None,
    };
    let number = media::next_number(world, connection);
    if let Some((_, pair, text)) = prompt.as_ref().and_then(|prompt| prompt.fails) {
        let failed = OperationEnded {
            call,
            connection: connection.clone(),
            operation: number,
            operation_context: command.operation_context,
            result: plain(pair, text),
        };
        record(world, call, Fact::HoldFailed(failed));
        return Ok(Reply::Done);
    }
    let plays = prompt.map(|Prompt { says, .. }| says).unwrap_or_default();
    let Some(condition) = condition::of_mut(world, call, &command.target) else {
        return Ok(Reply::Done);
    };
    let was_on_hold = condition.on_hold();
    condition.held_by = Some(connection.clone());
    if !was_on_hold {
        began(world, call, &command.target, by, plays);
    }
    Ok(Reply::Done)
}

/// Takes a participant off hold again, whichever leg had put them there. One who holds the call themselves goes on with it.
pub(super) fn unhold(world: &mut World, command: Unhold) -> Result<Reply, Refused> {
    let (call, _) = check(world, &command.connection, &command.target)?;
    media::next_number(world, &command.connection);
    if let Some(condition) = condition::of_mut(world, call, &command.target)
        && condition.held_by.take().is_some()
        && !condition.on_hold()
    {
        over(world, call, &command.target);
    }
    Ok(Reply::Done)
}

fn check(
    world: &World,
    connection: &CallConnectionId,
    target: &RawId,
) -> Result<(CallId, RawId), Refused> {
    let leg = world.calls.usable(connection, world.now())?;
    media::check_state(leg.state)?;
    if condition::of(world, leg.call, target).is_none() {
        return Err(Refused::NotFound {
            what: "Participant".to_owned(),
        });
    }
    let field = "targetParticipant";
    if leg.identity == *target {
        return Err(invalid(field, "the application cannot hold itself"));
    }
    match target.kind() {
        IdentifierKind::TeamsApp(_) => Err(invalid(
            field,
            "a voice app cannot be put on hold; name a person",
        )),
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::Unknown(_) => Ok((leg.call, leg.identity.clone())),
    }
}

/// A party puts the call on hold.
pub(super) fn holds(world: &mut World, call: CallId, party: &RawId) {
    let Some(condition) = condition::of_mut(world, call, party) else {
        return;
    };
    let was_on_hold = condition.on_hold();
    condition.holds = true;
    if !was_on_hold {
        began(world, call, party, party.clone(), Vec::new());
    }
}

/// A party takes the call up again. Whom the implementation holds stays on hold: then this tells why.
pub(super) fn resumes(world: &mut World, call: CallId, party: &RawId) -> Result<(), &'static str> {
    let Some(condition) = condition::of_mut(world, call, party) else {
        return Ok(());
    };
    if condition.held_by.is_some() {
        return Err("the service has put them on hold and ends it by its own request, unhold");
    }
    if std::mem::replace(&mut condition.holds, false) {
        over(world, call, party);
    }
    Ok(())
}

/// A leg leaves a call that goes on: nobody stays on hold for it. Whoever calls this tells the roster.
pub(super) fn holder_gone(world: &mut World, call: CallId, connection: &CallConnectionId) {
    for party in held(world, call) {
        let Some(condition) = condition::of_mut(world, call, &party) else {
            continue;
        };
        if condition.held_by.as_ref() == Some(connection) {
            condition.held_by = None;
            if !condition.on_hold() {
                record(world, call, Fact::Resumed { call, party });
            }
        }
    }
}

/// The call ends for everyone: nobody comes off hold for that.
pub(super) fn forget(world: &mut World, call: CallId) {
    for party in held(world, call) {
        if let Some(condition) = condition::of_mut(world, call, &party) {
            condition.held_by = None;
        }
    }
}

/// Lists whom the implementation holds.
fn held(world: &World, call: CallId) -> Vec<RawId> {
    let Some(known) = world.calls.calls.get(&call) else {
        return Vec::new();
    };
    let here = roster::roster(&world.calls, known).into_iter();
    here.filter(|one| {
        condition::of(world, call, &one.id).is_some_and(|condition| condition.held_by.is_some())
    })
    .map(|one| one.id)
    .collect()
}

fn began(world: &mut World, call: CallId, party: &RawId, by: RawId, plays: Vec<String>) {
    let fact = Fact::Held {
        call,
        party: party.clone(),
        by,
        plays,
    };
    record(world, call, fact);
    roster::updated(world, call);
}

fn over(world: &mut World, call: CallId, party: &RawId) {
    let party = party.clone();
    record(world, call, Fact::Resumed { call, party });
    roster::updated(world, call);
}
