//! Hold: the implementation puts a participant on hold and takes them off it, and parties hold for themselves.

use super::{
    CallConnectionId, CallId, Fact, Hold, OperationEnded, Refusal as Refused, State, Unhold,
    call::MemberState,
    codes::plain,
    condition::{self, Condition},
    legs, media,
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
    let number = legs::next_operation(world, connection);
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
    legs::next_operation(world, &command.connection);
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
    if !condition::is_in(world, leg.call, target) {
        return Err(Refused::NotFound {
            what: "Participant".to_owned(),
        });
    }
    let field = "targetParticipant";
    if leg.is_named(target) {
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
    if condition.parked {
        return Err("the call is parked; somebody retrieves it with its code");
    }
    if std::mem::replace(&mut condition.holds, false) {
        over(world, call, party);
    }
    Ok(())
}

/// A leg leaves a call that goes on: nobody stays on hold for it. Whoever calls this tells the roster.
pub(super) fn holder_gone(world: &mut World, call: CallId, connection: &CallConnectionId) {
    let State { calls, legs, .. } = &mut world.calls;
    let Some(known) = calls.get_mut(&call) else {
        return;
    };
    let mut freed = Vec::new();
    for member in &mut known.members {
        if member.state == MemberState::Connected && frees(&mut member.condition, connection) {
            freed.push(member.id.clone());
        }
    }
    for leg in &known.legs {
        if let Some(leg) = legs.get_mut(leg)
            && leg.is_up()
            && frees(&mut leg.condition, connection)
        {
            freed.push(leg.seen_as.clone());
        }
    }
    for party in freed {
        record(world, call, Fact::Resumed { call, party });
    }
}

/// Takes somebody off a leg's hold; tells whether they are on none now.
fn frees(condition: &mut Condition, holder: &CallConnectionId) -> bool {
    let held = condition.held_by.take_if(|by| by == holder);
    held.is_some() && !condition.on_hold()
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
