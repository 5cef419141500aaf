//! How calls end: for one, for a leg, for everyone.

use super::{
    CallConnectionId, CallId, CallOutcome, Ended, Fact, add_participant,
    call::{Call, Fate, Grown, LegState, MemberState, Phase, Side},
    cancel,
    codes::{LAST_GONE, ONLY_BOTS, ORIGINATOR_CANCELED, OTHER_ENDED, Pair, on_phone, result},
    continuous_dtmf, create, hold, parked, picture, recording, ring,
    rings::RingId,
    roster,
    state::record,
    transfer, voice_app,
};
use crate::{IdentifierKind, RawId, World, teams};

/// Ends a call for everyone: rings, legs, people, and last the call itself. `pair` is what its legs are told.
pub(super) fn everyone(world: &mut World, call: CallId, ended: Ended, pair: Pair) {
    let now = world.now();
    if world.calls.calls.get(&call).is_none_or(Call::is_over) {
        return;
    }
    for leg in roster::legs_up(world, call) {
        leg_down(world, &leg, pair);
    }
    while let Some(number) = first_ring(world, call) {
        if let Some(ring) = ring::stop(world, call, number, Fate::Cancelled) {
            ring::silent(world, call, &ring, &ended);
        }
    }
    if let Some(known) = world.calls.calls.get_mut(&call) {
        known.phase = Phase::Ended {
            ended: ended.clone(),
        };
        world.calls.live.remove(&call);
        world.calls.over.push_back((now, call));
    }
    for party in still_here(world, call) {
        left(world, call, &party, &ended);
    }
    recording::over(world, call);
    teams::call_ended(world, call);
    teams::call_over(world, call);
    record(world, call, Fact::CallEnded { call, ended });
}

fn first_ring(world: &World, call: CallId) -> Option<RingId> {
    let rings = &world.calls.calls.get(&call)?.rings;
    rings.first().map(|ring| ring.number)
}

fn still_here(world: &World, call: CallId) -> Vec<RawId> {
    let Some(known) = world.calls.calls.get(&call) else {
        return Vec::new();
    };
    let here = known.members.iter();
    here.filter(|member| member.state != MemberState::Left)
        .map(|member| member.id.clone())
        .collect()
}

/// Lets a party go, and tells those who follow it.
pub(super) fn left(world: &mut World, call: CallId, party: &RawId, ended: &Ended) {
    picture::over(world, call, party);
    recording::ends(world, call, party);
    let Some(known) = world.calls.calls.get_mut(&call) else {
        return;
    };
    for member in &mut known.members {
        if member.id == *party {
            member.state = MemberState::Left;
        }
    }
    let fact = Fact::PartyLeft {
        call,
        party: party.clone(),
        ended: ended.clone(),
    };
    record(world, call, fact);
    match party.kind() {
        IdentifierKind::TeamsUser(_) => teams::left_call(world, call, party),
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => {}
    }
}

/// Takes one leg of the implementation down: its media first, then the keys that it follows, its transfer and its
/// invitations, `CallDisconnected` last.
pub(super) fn leg_down(world: &mut World, connection: &CallConnectionId, pair: Pair) {
    cancel::all(world, connection);
    continuous_dtmf::leg_down(world, connection);
    let now = world.now();
    let Some(leg) = world.calls.legs.get_mut(connection) else {
        return;
    };
    let state = std::mem::replace(&mut leg.state, LegState::Down(now));
    let (call, operation_context) = (leg.call, leg.operation_context.clone());
    match state {
        LegState::Connecting => create::failed(world, call, connection, pair),
        LegState::Connected => {}
        LegState::Transferring(ringing) => {
            transfer::abandoned(world, connection, call, ringing, ORIGINATOR_CANCELED);
        }
        LegState::Down(_) => return,
    }
    create::abandoned(world, call, connection, ORIGINATOR_CANCELED);
    add_participant::abandoned(world, call, connection, ORIGINATOR_CANCELED);
    let fact = Fact::CallDisconnected(CallOutcome {
        call,
        connection: connection.clone(),
        operation_context,
        result: result(pair),
    });
    record(world, call, fact);
}

/// A leg has gone down. Where nobody or only one is left, the call ends; `pair` is what a lone leg is told. Legs
/// alone go on with each other: the implementation plays users by them.
pub(super) fn without_leg(
    world: &mut World,
    call: CallId,
    gone: &CallConnectionId,
    ended: Ended,
    pair: Pair,
) {
    if !goes_on(world, call) {
        everyone(world, call, ended, pair);
    } else {
        hold::holder_gone(world, call, gone);
        roster::updated(world, call);
    }
}

/// A party hangs up a call that it is in.
pub(super) fn hung_up(world: &mut World, call: CallId, party: &RawId) {
    let Some(side) = world
        .calls
        .calls
        .get(&call)
        .and_then(|call| call.member(party))
        .map(|member| member.side)
    else {
        return;
    };
    let grown = world.calls.calls.get(&call).map(|call| call.grown);
    let pair = hang_up_pair(party, side, grown.unwrap_or(Grown::No));
    let sub_code = if on_phone(party) { pair.1 } else { 0 };
    let ended = Ended::new(Some(party.clone()), (0, sub_code));
    take_out(world, call, party, ended, pair);
}

/// Takes a party out of a call. Where one is left alone, or only bots are, the call ends; `pair` is what a lone leg is told.
pub(super) fn take_out(world: &mut World, call: CallId, party: &RawId, ended: Ended, pair: Pair) {
    let from = world.calls.calls.get(&call).map(|call| call.from.clone());
    left(world, call, party, &ended);
    let legs = roster::legs_up(world, call).len();
    let all = roster::count(world, call);
    if !goes_on(world, call) {
        everyone(world, call, ended, pair);
    } else if all == legs {
        everyone(world, call, ended, ONLY_BOTS);
    } else {
        // Without its caller, and without itself, a voice app has nothing more to do with the call.
        if from.as_ref() == Some(party) || voice_app::is_app(party) {
            teams::call_ended(world, call);
        }
        missed(world, call, party);
        roster::updated(world, call);
    }
}

/// Whatever the implementation is about to do with somebody comes to nothing, because they have left a call that goes on.
pub(super) fn missed(world: &mut World, call: CallId, party: &RawId) {
    transfer::transferee_gone(world, call, party);
    for leg in roster::legs_up(world, call) {
        cancel::party_gone(world, &leg, party);
    }
}

/// Tells whether a call goes on with those who are in it: two or more, or the one who waits in a parked call.
fn goes_on(world: &World, call: CallId) -> bool {
    match roster::count(world, call) {
        0 => false,
        1 => parked::is_parked(world, call),
        _ => true,
    }
}

/// What a lone leg is told when this party, the last other one, hangs up.
fn hang_up_pair(party: &RawId, side: Side, grown: Grown) -> Pair {
    match (on_phone(party), side, grown) {
        (true, Side::Caller, _) => (200, 540_000),
        (true, Side::Called, _) => (200, 560_000),
        (false, _, Grown::No) => OTHER_ENDED,
        (false, _, Grown::ToGroup) => LAST_GONE,
    }
}
