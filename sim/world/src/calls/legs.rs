//! The implementation's legs: how they are made and what they may do.

use super::{
    CallConnectionId, CallId, Refusal as Refused,
    call::{Leg, LegState, NewLeg},
    condition::Condition,
    names,
};
use crate::World;

/// Makes a leg in a call.
pub(super) fn open(
    world: &mut World,
    call: CallId,
    new: NewLeg,
) -> Result<CallConnectionId, Refused> {
    let known = world.calls.call(call)?;
    let n = known.legs.len();
    let connection = names::connection(world, &known.correlation_id, n);
    let identity = match new.identity {
        Some(given) => given,
        None => names::bot(world, &new.resource, &known.correlation_id, n),
    };
    let leg = Leg {
        call,
        resource: new.resource,
        seen_as: new.seen_as.unwrap_or_else(|| identity.clone()),
        identity,
        version: new.version,
        speech: new.speech,
        operation_context: new.operation_context,
        state: new.state,
        sequence: 0,
        origin: new.origin,
        operations: Vec::new(),
        operations_made: 0,
        follows: Vec::new(),
        condition: Condition::default(),
        invitations: Vec::new(),
    };
    world.calls.legs.insert(connection.clone(), leg);
    if let Some(known) = world.calls.calls.get_mut(&call) {
        known.legs.push(connection.clone());
    }
    Ok(connection)
}

/// Finds the call of a leg that may bring people in and send them away.
pub(super) fn may_change_roster(
    world: &World,
    connection: &CallConnectionId,
) -> Result<CallId, Refused> {
    let leg = world.calls.usable(connection, world.now())?;
    match leg.state {
        LegState::Connecting => Err(Refused::NotEstablished),
        LegState::Connected => Ok(leg.call),
        LegState::Transferring(_) => Err(Refused::InParallel),
        LegState::Down(_) => Err(Refused::AlreadyTerminated),
    }
}

/// Numbers the next operation of a leg, from 1.
pub(super) fn next_operation(world: &mut World, connection: &CallConnectionId) -> u64 {
    let Some(leg) = world.calls.legs.get_mut(connection) else {
        return 0;
    };
    leg.operations_made += 1;
    leg.operations_made
}
