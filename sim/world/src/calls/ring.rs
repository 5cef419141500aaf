//! A call rings: at the implementation, at a voice app or at a far end, and is taken, refused or runs out.

use super::{
    CallConnectionId, CallId, CustomContext, Ended, Fact, add_participant,
    call::{Fate, Member, MemberState, Phase, Side, Token},
    codes::{ANSWERED_ELSEWHERE, NOT_TAKEN, Pair, on_phone},
    condition::Condition,
    create, end, far_end,
    look_up::{self, Reached},
    names, parked, person, recording,
    rings::{Purpose, Ring, RingAt, RingId},
    roster,
    state::record,
    transfer, voice_app,
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

/// Who has taken what rang.
#[derive(Clone, Copy, Debug)]
pub(super) enum Taker<'a> {
    /// A voice app or a far end.
    Party(&'a RawId),
    /// The implementation, by this new leg.
    Leg(&'a CallConnectionId),
}

/// What rings next in a call.
pub(super) struct Next<'a> {
    pub(super) target: &'a RawId,
    pub(super) purpose: Purpose,
    pub(super) custom_context: Option<CustomContext>,
    /// The people whose own rules have led there.
    pub(super) forwarded_by: Vec<usize>,
}

/// Lets a call ring at a target. It must not ring there already.
pub(super) fn start(
    world: &mut World,
    call: CallId,
    target: &RawId,
    purpose: Purpose,
    custom_context: Option<CustomContext>,
) {
    let next = Next {
        target,
        purpose,
        custom_context,
        forwarded_by: Vec::new(),
    };
    start_next(world, call, next);
}

/// The same, where people's own rules may have led there.
pub(super) fn start_next(world: &mut World, call: CallId, next: Next<'_>) {
    let Next {
        target,
        purpose,
        custom_context,
        forwarded_by,
    } = next;
    let Some(number) = next_number(world, call) else {
        return;
    };
    let is_blocked = far_end::is_blocked(world, &purpose);
    let ring = |at, target: &RawId| Ring {
        number,
        target: target.clone(),
        at,
        purpose,
        custom_context,
        acts: None,
        timers: Vec::new(),
        within: None,
        forwarded_by,
    };
    if is_blocked {
        return far_end::block(world, call, ring(RingAt::FarEnd, target));
    }
    match look_up::reached(world, target) {
        Reached::Resource(resource) => {
            let Some(context) = next_token(world, call, &resource, target) else {
                return;
            };
            let at = if far_end::uses(world, target) {
                RingAt::Both(context)
            } else {
                RingAt::Implementation(context)
            };
            at_implementation(world, call, ring(at, target), resource);
        }
        Reached::VoiceApp(app) => {
            let ring = ring(RingAt::VoiceApp, &app);
            let limit = limit(&ring);
            put(world, call, ring, limit);
            teams::reached(world, call, &app);
        }
        Reached::FarEnd => person::rings(world, call, ring(RingAt::FarEnd, target)),
    }
}

/// Numbers the next ring of a call.
pub(super) fn next_number(world: &mut World, call: CallId) -> Option<RingId> {
    let known = world.calls.calls.get_mut(&call)?;
    known.rings_made += 1;
    Some(RingId(known.rings_made))
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
    let Some(context) = ring.token().cloned() else {
        return;
    };
    let (from, display_name) = match &ring.purpose {
        Purpose::Dial | Purpose::Return(_) => (&known.from, &known.display_name),
        Purpose::VoiceApp(run) => (&run.shows, &known.display_name),
        Purpose::Create(run) => (&run.caller.id, &run.caller.display_name),
        Purpose::Add(run) => (&run.caller.id, &run.caller.display_name),
        Purpose::Transfer(run) => (&run.transferee, &known.display_name),
    };
    let fact = Fact::IncomingCall {
        call,
        to: ring.target.clone(),
        from: from.clone(),
        caller_display_name: display_name.clone().unwrap_or_default(),
        server_call_id: known.server_call_id.clone(),
        incoming_call_context: context,
        correlation_id: known.correlation_id.clone(),
        resource,
        custom_context: ring.custom_context.clone(),
    };
    let limit = limit(&ring);
    let short = limit.min(INCOMING_RINGS);
    if ring.is_at_person() {
        let wake = calls::Wake::TokenOut {
            call,
            ring: ring.number,
        };
        let mut ring = ring;
        if short < limit {
            ring.timers.push(world.wake_in(short, Wake::Calls(wake)));
        }
        record(world, call, fact);
        far_end::rings(world, call, ring);
    } else {
        put(world, call, ring, short);
        record(world, call, fact);
    }
}

/// Keeps the ring with the call, and lets it run out.
pub(super) fn put(world: &mut World, call: CallId, mut ring: Ring, limit: Span) {
    let wake = Wake::Calls(calls::Wake::RingOut {
        call,
        ring: ring.number,
    });
    ring.timers.push(world.wake_in(limit, wake));
    if let Some(known) = world.calls.calls.get_mut(&call) {
        known.rings.push(ring);
    }
}

pub(super) fn limit(ring: &Ring) -> Span {
    let set_up = if on_phone(&ring.target) {
        PHONE_SET_UP
    } else {
        VOIP_SET_UP
    };
    let limit = match &ring.purpose {
        Purpose::Dial | Purpose::Create(_) => set_up,
        Purpose::Add(run) => run.timeout.unwrap_or(set_up),
        Purpose::Transfer(_) => TRANSFER,
        Purpose::VoiceApp(run) => run.limit,
        Purpose::Return(run) => run.limit,
    };
    ring.within.map_or(limit, |within| limit.min(within))
}

/// Finds the first ring with such a purpose.
pub(super) fn first(world: &World, call: CallId, is: impl Fn(&Purpose) -> bool) -> Option<RingId> {
    let rings = &world.calls.calls.get(&call)?.rings;
    let ring = rings.iter().find(|ring| is(&ring.purpose));
    ring.map(|ring| ring.number)
}

/// Names who rings, wherever it is.
pub(super) fn ringing_at(world: &World, call: CallId, ring: RingId) -> Option<RawId> {
    let ring = world.calls.calls.get(&call)?.ring(ring)?;
    Some(ring.target.clone())
}

/// Nobody took it in time.
pub(super) fn ran_out(world: &mut World, call: CallId, number: RingId) {
    let known = world.calls.calls.get(&call);
    let Some(ring) = known.and_then(|call| call.ring(number)) else {
        return;
    };
    // A time that the implementation set itself is no answer of the network.
    let invitation = ring.purpose.invitation();
    let asked = invitation.is_some_and(|run| run.timeout.is_some());
    let pair = if ring.at == RingAt::FarEnd && on_phone(&ring.target) && !asked {
        (480, 560_480)
    } else {
        NOT_TAKEN
    };
    not_taken(world, call, number, pair, None);
}

/// The implementation has let its time pass; the person goes on ringing.
pub(super) fn token_ran_out(world: &mut World, call: CallId, number: RingId) {
    let known = world.calls.calls.get(&call);
    let Some(context) = known
        .and_then(|call| call.ring(number))
        .and_then(|ring| ring.token())
        .cloned()
    else {
        return;
    };
    settle_token(world, &context, Fate::TimedOut);
}

fn settle_token(world: &mut World, context: &calls::IncomingCallContext, fate: Fate) {
    if let Some(token) = world.calls.tokens.get_mut(context)
        && token.fate == Fate::Ringing
    {
        token.fate = fate;
    }
}

/// Takes the ring off the call and stops its timers; a token still open gets its fate.
pub(super) fn stop(world: &mut World, call: CallId, number: RingId, fate: Fate) -> Option<Ring> {
    let known = world.calls.calls.get_mut(&call)?;
    let at = known.rings.iter().position(|ring| ring.number == number)?;
    let ring = known.rings.remove(at);
    for timer in ring.timers.iter().chain(&ring.acts) {
        world.cancel_wake(*timer);
    }
    if let Some(context) = ring.token() {
        settle_token(world, context, fate);
    }
    Some(ring)
}

/// Who rings has not taken the call: it goes on by their own rules, or comes to nothing.
pub(super) fn not_taken(
    world: &mut World,
    call: CallId,
    number: RingId,
    pair: Pair,
    by: Option<RawId>,
) {
    if !person::sends_on(world, call, number, &Ended::new(by.clone(), pair)) {
        failed(world, call, number, pair, by);
    }
}

/// The ring has come to nothing.
pub(super) fn failed(
    world: &mut World,
    call: CallId,
    number: RingId,
    pair: Pair,
    by: Option<RawId>,
) {
    let Some(ring) = stop(world, call, number, Fate::TimedOut) else {
        return;
    };
    came_to_nothing(world, call, ring, Ended::new(by, pair));
}

/// What follows when a ring that was stopped has come to nothing.
pub(super) fn came_to_nothing(world: &mut World, call: CallId, ring: Ring, ended: Ended) {
    silent(world, call, &ring, &ended);
    let pair = ended.pair();
    match ring.purpose {
        Purpose::Dial => end::everyone(world, call, ended, pair),
        Purpose::Create(run) => create::not_taken(world, call, &run, ended),
        Purpose::Add(run) => add_participant::failed(world, call, &run, ring.target, pair),
        Purpose::Transfer(run) => transfer::failed(world, call, &run, ended),
        Purpose::VoiceApp(_) => teams::ring_failed(world, call, ended),
        Purpose::Return(_) => teams::not_taken_back(world, call),
    }
}

/// It is silent where it rang, but for the implementation, which has its own events.
pub(super) fn silent(world: &mut World, call: CallId, ring: &Ring, ended: &Ended) {
    if ring.is_at_implementation() {
        return;
    }
    let left = Fact::PartyLeft {
        call,
        party: ring.target.clone(),
        ended: ended.clone(),
    };
    record(world, call, left);
}

/// A voice app or a far end picks up.
pub(super) fn picked_up(world: &mut World, call: CallId, number: RingId, taker: &RawId) {
    if let Some(ring) = stop(world, call, number, Fate::AnsweredElsewhere) {
        accepted(world, call, ring, Taker::Party(taker));
    }
}

/// Someone has taken the call; the implementation's own leg is made by its answer.
pub(super) fn accepted(world: &mut World, call: CallId, ring: Ring, taker: Taker<'_>) {
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
    match taker {
        Taker::Party(taker) => join(world, call, taker, Side::Called),
        Taker::Leg(_) if ring.is_at_person() => {
            silent(world, call, &ring, &Ended::by_nobody(ANSWERED_ELSEWHERE));
        }
        Taker::Leg(_) => {}
    }
    match ring.purpose {
        Purpose::Dial => {}
        Purpose::Create(run) => create::taken(world, call, &run, taker),
        Purpose::Add(run) => add_participant::joined(world, call, run, ring.target, taker),
        Purpose::Transfer(run) => {
            if let Some(known) = world.calls.calls.get_mut(&call) {
                known.custom_context = ring.custom_context;
            }
            transfer::accepted(world, call, run, ring.target);
        }
        Purpose::VoiceApp(run) => {
            voice_app::found(world, call, &run.app);
            tell_others(world, call, taker);
            teams::ring_taken(world, call);
        }
        Purpose::Return(_) => {
            parked::over(world, call);
            tell_others(world, call, taker);
            teams::taken_back(world, call);
        }
    }
}

/// Tells every leg but one that has just been made who is in the call now.
pub(super) fn tell_others(world: &mut World, call: CallId, taker: Taker<'_>) {
    for leg in roster::legs_up(world, call) {
        match taker {
            Taker::Leg(new) if *new == leg => {}
            Taker::Leg(_) | Taker::Party(_) => roster::tell(world, call, &leg),
        }
    }
}

/// Makes someone a connected party.
pub(super) fn join(world: &mut World, call: CallId, party: &RawId, side: Side) {
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
    recording::joined(world, call, &party);
}
