//! A call rings: at the implementation, at a voice app or at a far end, and is taken, refused or runs out.

use super::{
    CallId, CustomContext, Ended, Fact,
    call::{Fate, Member, MemberState, Phase, Purpose, Ring, RingAt, Side, Token},
    codes::{NOT_TAKEN, Pair, on_phone},
    condition::Condition,
    end, far_end,
    look_up::{self, Reached},
    names,
    state::record,
    transfer,
};
use crate::{RawId, Span, World, calls, teams, wake::Wake};

/// An incoming call rings for 30 seconds ("Call Automation overview", 2025).
const INCOMING_RINGS: Span = Span::from_secs(30);
/// Limit of call setup to VoIP and Teams ("Service limits for Azure Communication Services", 2025).
const VOIP_SET_UP: Span = Span::from_secs(85);
/// Limit of call setup to phones (the same document).
const PHONE_SET_UP: Span = Span::from_secs(115);
/// Limit of a transfer (the same document).
const TRANSFER: Span = Span::from_secs(60);

/// Lets a call ring at a target. It must not ring anywhere else.
pub(super) fn start(
    world: &mut World,
    call: CallId,
    target: &RawId,
    purpose: Purpose,
    custom_context: Option<CustomContext>,
) {
    let ring = |at, target: &RawId| Ring {
        target: target.clone(),
        at,
        purpose,
        custom_context,
        timers: Vec::new(),
    };
    match look_up::reached(world, target) {
        Reached::Resource(resource) => {
            let Some(context) = next_token(world, call, &resource, target) else {
                return;
            };
            let ring = ring(RingAt::Implementation(context), target);
            at_implementation(world, call, ring, resource);
        }
        Reached::VoiceApp(app) => {
            let ring = ring(RingAt::VoiceApp, &app);
            let limit = limit(&ring);
            put(world, call, ring, limit);
            teams::reached(world, call, &app);
        }
        Reached::FarEnd => far_end::rings(world, call, ring(RingAt::FarEnd, target)),
    }
}

fn next_token(
    world: &mut World,
    call: CallId,
    resource: &str,
    target: &RawId,
) -> Option<calls::IncomingCallContext> {
    let known = world.calls.calls.get(&call)?;
    let context = names::context(world, &known.correlation_id, known.contexts.len());
    let token = Token {
        call,
        resource: resource.to_owned(),
        target: target.clone(),
        fate: Fate::Ringing,
    };
    world.calls.tokens.insert(context.clone(), token);
    let known = world.calls.calls.get_mut(&call)?;
    known.contexts.push(context.clone());
    Some(context)
}

fn at_implementation(world: &mut World, call: CallId, ring: Ring, resource: String) {
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    let RingAt::Implementation(context) = &ring.at else {
        return;
    };
    let from = match &ring.purpose {
        Purpose::Dial => known.from.clone(),
        Purpose::Transfer(run) => run.transferee.clone(),
    };
    let fact = Fact::IncomingCall {
        call,
        to: ring.target.clone(),
        from,
        caller_display_name: known.display_name.clone().unwrap_or_default(),
        server_call_id: known.server_call_id.clone(),
        incoming_call_context: context.clone(),
        correlation_id: known.correlation_id.clone(),
        resource,
        custom_context: ring.custom_context.clone(),
    };
    put(world, call, ring, INCOMING_RINGS);
    record(world, call, fact);
}

/// Keeps the ring with the call, and lets it run out.
pub(super) fn put(world: &mut World, call: CallId, mut ring: Ring, limit: Span) {
    let wake = Wake::Calls(calls::Wake::RingOut { call });
    ring.timers.push(world.wake_in(limit, wake));
    if let Some(known) = world.calls.calls.get_mut(&call) {
        known.ring = Some(ring);
    }
}

pub(super) fn limit(ring: &Ring) -> Span {
    match ring.purpose {
        Purpose::Transfer(_) => TRANSFER,
        Purpose::Dial if on_phone(&ring.target) => PHONE_SET_UP,
        Purpose::Dial => VOIP_SET_UP,
    }
}

/// Names who rings, wherever it is.
pub(super) fn ringing_at(world: &World, call: CallId) -> Option<RawId> {
    let ring = world.calls.calls.get(&call)?.ring.as_ref()?;
    Some(ring.target.clone())
}

/// Nobody took it in time.
pub(super) fn ran_out(world: &mut World, call: CallId) {
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    let pair = match &known.ring {
        Some(ring) if ring.at == RingAt::FarEnd && on_phone(&ring.target) => (480, 560_480),
        Some(_) => NOT_TAKEN,
        None => return,
    };
    failed(world, call, pair, None);
}

/// Takes the ring off the call and stops its timers; a token still open gets its fate.
pub(super) fn stop(world: &mut World, call: CallId, fate: Fate) -> Option<Ring> {
    let ring = world.calls.calls.get_mut(&call)?.ring.take()?;
    for timer in &ring.timers {
        world.cancel_wake(*timer);
    }
    if let RingAt::Implementation(context) = &ring.at
        && let Some(token) = world.calls.tokens.get_mut(context)
        && token.fate == Fate::Ringing
    {
        token.fate = fate;
    }
    Some(ring)
}

/// The ring has come to nothing.
pub(super) fn failed(world: &mut World, call: CallId, pair: Pair, by: Option<RawId>) {
    let Some(ring) = stop(world, call, Fate::TimedOut) else {
        return;
    };
    let ended = Ended {
        by,
        code: pair.0,
        sub_code: pair.1,
    };
    match &ring.at {
        RingAt::Implementation(_) => {}
        RingAt::VoiceApp | RingAt::FarEnd => {
            let left = Fact::PartyLeft {
                call,
                party: ring.target.clone(),
                ended: ended.clone(),
            };
            record(world, call, left);
        }
    }
    match ring.purpose {
        Purpose::Dial => end::everyone(world, call, ended, pair),
        Purpose::Transfer(run) => transfer::failed(world, call, &run, ended),
    }
}

/// A voice app or a far end picks up.
pub(super) fn picked_up(world: &mut World, call: CallId, taker: &RawId) {
    if let Some(ring) = stop(world, call, Fate::Cancelled) {
        accepted(world, call, ring, Some(taker));
    }
}

/// Someone has taken the call; the implementation's own leg is made by its answer.
pub(super) fn accepted(world: &mut World, call: CallId, ring: Ring, taker: Option<&RawId>) {
    let Some(known) = world.calls.calls.get_mut(&call) else {
        return;
    };
    known.phase = Phase::Connected;
    let mut newly_connected = Vec::new();
    for member in &mut known.members {
        if member.state == MemberState::Calling {
            member.state = MemberState::Connected;
            newly_connected.push(member.id.clone());
        }
    }
    for party in newly_connected {
        connected(world, call, party);
    }
    if let Some(taker) = taker {
        add(world, call, taker, Side::Called);
    }
    match ring.purpose {
        Purpose::Dial => {}
        Purpose::Transfer(run) => {
            if let Some(known) = world.calls.calls.get_mut(&call) {
                known.custom_context = ring.custom_context;
            }
            transfer::accepted(world, call, run, ring.target);
        }
    }
}

/// Makes someone a connected party.
pub(super) fn add(world: &mut World, call: CallId, party: &RawId, side: Side) {
    let Some(known) = world.calls.calls.get_mut(&call) else {
        return;
    };
    known.members.retain(|member| member.id != *party);
    known.members.push(Member {
        id: party.clone(),
        side,
        state: MemberState::Connected,
        condition: Condition::default(),
    });
    connected(world, call, party.clone());
}

/// Tells that someone is in the call now.
fn connected(world: &mut World, call: CallId, party: RawId) {
    let fact = Fact::PartyConnected {
        call,
        party: party.clone(),
    };
    record(world, call, fact);
    teams::joined_call(world, call, &party);
}
