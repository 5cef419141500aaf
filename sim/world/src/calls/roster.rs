//! Who is in a call, as the implementation's legs are told.

use super::{
    CallConnectionId, CallId, Fact, Participant, ParticipantsUpdated, Roster, State,
    call::{Call, Grown, MemberState},
    condition::Condition,
    state::record,
};
use crate::{RawId, World};

/// Lists everyone in a call: people first, the implementation's own identities last.
pub(super) fn roster(state: &State, call: &Call) -> Roster {
    let legs = call
        .legs
        .iter()
        .filter_map(|leg| state.legs.get(leg))
        .filter(|leg| leg.is_up())
        .map(|leg| participant(&leg.seen_as, &leg.condition));
    let people = call
        .members
        .iter()
        .filter(|member| member.state == MemberState::Connected)
        .map(|member| participant(&member.id, &member.condition));
    people.chain(legs).collect()
}

fn participant(id: &RawId, condition: &Condition) -> Participant {
    Participant {
        id: id.clone(),
        muted: condition.muted,
        on_hold: condition.on_hold(),
    }
}

/// Names the implementation's legs that are up.
pub(super) fn legs_up(world: &World, call: CallId) -> Vec<CallConnectionId> {
    let Some(known) = world.calls.calls.get(&call) else {
        return Vec::new();
    };
    let up = |leg: &&CallConnectionId| world.calls.legs.get(leg).is_some_and(|leg| leg.is_up());
    known.legs.iter().filter(up).cloned().collect()
}

/// Tells how many are in a call, the implementation's legs included.
pub(super) fn count(world: &World, call: CallId) -> usize {
    let people = world
        .calls
        .calls
        .get(&call)
        .map_or(0, |call| call.connected().count());
    people + legs_up(world, call).len()
}

/// Tells every leg of a call who is in it now.
pub(super) fn updated(world: &mut World, call: CallId) {
    for leg in legs_up(world, call) {
        tell(world, call, &leg);
    }
}

/// Tells one leg who is in the call.
pub(super) fn tell(world: &mut World, call: CallId, connection: &CallConnectionId) {
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    let participants = roster(&world.calls, known);
    let in_call = participants.len();
    if let Some(known) = world.calls.calls.get_mut(&call).filter(|_| in_call > 2) {
        known.grown = Grown::ToGroup;
    }
    let Some(leg) = world.calls.legs.get_mut(connection) else {
        return;
    };
    leg.sequence += 1;
    let fact = Fact::ParticipantsUpdated(ParticipantsUpdated {
        call,
        connection: connection.clone(),
        sequence_number: leg.sequence,
        participants,
    });
    record(world, call, fact);
}
