//! The implementation sends somebody out of a call.

use super::{
    CallConnectionId, CallId, Ended, Fact, ParticipantOutcome, Refusal as Refused,
    RemoveParticipant, Reply as Accepted,
    codes::{GONE, LAST_REMOVED, NOT_VALID, OK, REMOVED, plain, result},
    end, legs,
    place::invalid,
    roster,
    state::record,
};
use crate::{RawId, Reply, World};

/// What a raw id is in a call.
enum Removed {
    /// A person or a voice app.
    Member,
    /// Another leg of an implementation.
    Leg(CallConnectionId),
    /// The leg that asks.
    Myself,
    /// Nobody.
    Nobody,
}

pub(super) fn remove(world: &mut World, command: RemoveParticipant) -> Result<Reply, Refused> {
    let call = legs::may_change_roster(world, &command.connection)?;
    if command.target.as_str().is_empty() {
        return Err(invalid("participantToRemove", "name who leaves"));
    }
    let operation = legs::next_operation(world, &command.connection);
    let outcome = |result| ParticipantOutcome {
        call,
        connection: command.connection.clone(),
        operation,
        operation_context: command.operation_context.clone(),
        participant: command.target.clone(),
        result,
    };
    let removed = who(world, call, &command.connection, &command.target);
    let fact = match removed {
        Removed::Member | Removed::Leg(_) => Fact::RemoveParticipantSucceeded(outcome(result(OK))),
        Removed::Myself => {
            let why = "The application leaves a call by hanging up.";
            Fact::RemoveParticipantFailed(outcome(plain(NOT_VALID, why)))
        }
        Removed::Nobody => {
            let why = "Participant not found.";
            Fact::RemoveParticipantFailed(outcome(plain(GONE, why)))
        }
    };
    record(world, call, fact);
    match removed {
        Removed::Member => {
            let ended = ended(world, &command.connection);
            end::take_out(world, call, &command.target, ended, LAST_REMOVED);
        }
        Removed::Leg(leg) => {
            end::leg_down(world, &leg, REMOVED);
            let ended = ended(world, &command.connection);
            end::without_leg(world, call, &leg, ended, LAST_REMOVED);
        }
        Removed::Myself | Removed::Nobody => {}
    }
    let reply = Accepted::OperationContext(command.operation_context);
    Ok(Reply::Calls(reply))
}

fn who(world: &World, call: CallId, asks: &CallConnectionId, target: &RawId) -> Removed {
    let known = world.calls.calls.get(&call);
    if known.is_some_and(|call| call.is_connected(target)) {
        return Removed::Member;
    }
    let is_named = |leg: &CallConnectionId| {
        let leg = world.calls.legs.get(leg);
        leg.is_some_and(|leg| leg.is_named(target))
    };
    match roster::legs_up(world, call).into_iter().find(is_named) {
        Some(leg) if leg == *asks => Removed::Myself,
        Some(leg) => Removed::Leg(leg),
        None => Removed::Nobody,
    }
}

fn ended(world: &World, by: &CallConnectionId) -> Ended {
    let by = world.calls.legs.get(by).map(|leg| leg.identity.clone());
    Ended::new(by, (0, REMOVED.1))
}
