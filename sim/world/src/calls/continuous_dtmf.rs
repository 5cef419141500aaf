//! The implementation follows the keys of a participant, beside everything else that a leg does.

use super::{
    CallConnectionId, CallId, ContinuousDtmf, Fact, OperationEnded, Refusal as Refused, Tone,
    ToneReceived,
    call::Leg,
    codes::{ENDED_BY_AUTOMATION, OK, Pair, plain, result},
    condition, legs, media,
    operation::Lane,
    roster,
    state::record,
};
use crate::{IdentifierKind, RawId, Reply, World};

/// Keys could not be followed, or not any longer (test data of the published clients, 2025).
const NOT_FOLLOWED: Pair = (400, 12_323);
/// Recorded with the real service in 2025, after a stop request in a call that went on.
const STOPPED: (Pair, &str) = (
    ENDED_BY_AUTOMATION,
    "The conversation has ended. DiagCode: 0#7000.@",
);

/// One participant whose keys a leg follows.
#[derive(Debug)]
pub(super) struct Follow {
    target: RawId,
    number: u64,
    context: Option<String>,
    heard: u32,
}

/// Begins to follow someone's keys. Where they are followed already, the later request takes over.
pub(super) fn start(world: &mut World, command: ContinuousDtmf) -> Result<Reply, Refused> {
    let ContinuousDtmf {
        connection,
        target,
        operation_context,
    } = command;
    let leg = of(world, &connection, &target)?;
    let call = leg.call;
    let lane = Lane::Sub(vec![target.clone()]);
    if leg.operations.iter().any(|one| one.lane.conflicts(&lane)) {
        return Err(Refused::MediaConflict);
    }
    let number = legs::next_operation(world, &connection);
    if !has_keys(&target) {
        let why = "Action failed, the keys of this participant are not heard.";
        failed(world, call, &connection, number, operation_context, why);
        return Ok(Reply::Done);
    }
    let Some(leg) = world.calls.legs.get_mut(&connection) else {
        return Err(not_found());
    };
    match leg.follows.iter_mut().find(|one| one.target == target) {
        Some(follow) => {
            follow.number = number;
            follow.context = operation_context;
        }
        None => leg.follows.push(Follow {
            target,
            number,
            context: operation_context,
            heard: 0,
        }),
    }
    Ok(Reply::Done)
}

/// Follows someone's keys no longer. Where they were not followed, nothing happens.
pub(super) fn stop(world: &mut World, command: ContinuousDtmf) -> Result<Reply, Refused> {
    let ContinuousDtmf {
        connection,
        target,
        operation_context,
    } = command;
    let call = of(world, &connection, &target)?.call;
    let number = legs::next_operation(world, &connection);
    let taken = world.calls.legs.get_mut(&connection).and_then(|leg| {
        let at = leg.follows.iter().position(|one| one.target == target)?;
        Some(leg.follows.remove(at))
    });
    if taken.is_some() {
        stopped(world, call, &connection, number, operation_context);
    }
    Ok(Reply::Done)
}

/// Finds the leg, beside someone whose keys a leg may follow.
fn of<'a>(
    world: &'a World,
    connection: &CallConnectionId,
    target: &RawId,
) -> Result<&'a Leg, Refused> {
    let leg = world.calls.usable(connection, world.now())?;
    media::check_state(leg.state)?;
    if condition::is_in(world, leg.call, target) {
        Ok(leg)
    } else {
        Err(not_found())
    }
}

/// Someone has pressed keys that can be heard.
pub(super) fn heard(world: &mut World, call: CallId, party: &RawId, tones: &[Tone]) {
    for connection in roster::legs_up(world, call) {
        for tone in tones {
            let Some(leg) = world.calls.legs.get_mut(&connection) else {
                continue;
            };
            let Some(follow) = leg.follows.iter_mut().find(|one| one.target == *party) else {
                continue;
            };
            follow.heard += 1;
            let fact = ToneReceived {
                call,
                connection: connection.clone(),
                operation: follow.number,
                operation_context: follow.context.clone(),
                sequence_id: follow.heard,
                tone: *tone,
                result: result(OK),
            };
            record(
                world,
                call,
                Fact::ContinuousDtmfRecognitionToneReceived(fact),
            );
        }
    }
}

/// A leg goes down: it follows nobody any longer.
pub(super) fn leg_down(world: &mut World, connection: &CallConnectionId) {
    for follow in take(world, connection, |_| true) {
        if let Some(call) = world.calls.call_of(connection) {
            stopped(world, call, connection, follow.number, follow.context);
        }
    }
}

/// Someone has left a call that goes on: their keys cannot be followed any longer.
pub(super) fn target_gone(world: &mut World, connection: &CallConnectionId, party: &RawId) {
    for follow in take(world, connection, |one| one.target == *party) {
        if let Some(call) = world.calls.call_of(connection) {
            let why = "Action failed, the participant has left the call.";
            failed(world, call, connection, follow.number, follow.context, why);
        }
    }
}

fn take(
    world: &mut World,
    connection: &CallConnectionId,
    which: impl Fn(&Follow) -> bool,
) -> Vec<Follow> {
    match world.calls.legs.get_mut(connection) {
        Some(leg) => leg.follows.extract_if(.., |one| which(one)).collect(),
        None => Vec::new(),
    }
}

/// Keys of Teams users and voice apps are not heard ("Call Automation Teams interop", 2025).
fn has_keys(target: &RawId) -> bool {
    match target.kind() {
        IdentifierKind::TeamsUser(_) | IdentifierKind::TeamsApp(_) => false,
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::PhoneNumber(_)
        | IdentifierKind::Unknown(_) => true,
    }
}

fn stopped(
    world: &mut World,
    call: CallId,
    connection: &CallConnectionId,
    operation: u64,
    operation_context: Option<String>,
) {
    let fact = OperationEnded {
        call,
        connection: connection.clone(),
        operation,
        operation_context,
        result: plain(STOPPED.0, STOPPED.1),
    };
    record(world, call, Fact::ContinuousDtmfRecognitionStopped(fact));
}

fn failed(
    world: &mut World,
    call: CallId,
    connection: &CallConnectionId,
    operation: u64,
    operation_context: Option<String>,
    why: &str,
) {
    let fact = OperationEnded {
        call,
        connection: connection.clone(),
        operation,
        operation_context,
        result: plain(NOT_FOLLOWED, why),
    };
    record(world, call, Fact::ContinuousDtmfRecognitionToneFailed(fact));
}

fn not_found() -> Refused {
    Refused::NotFound {
        what: "Participant".to_owned(),
    }
}
