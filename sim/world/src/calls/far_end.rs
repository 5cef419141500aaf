//! Far ends: people and numbers outside that ring, and what they do then.

use super::{
    Answering, AnsweringMode, CallId, Fact,
    codes::{CALLER_NOT_ALLOWED, Pair, on_phone},
    look_up,
    ring::{failed, limit, not_taken, picked_up, put, ringing_at},
    rings::{Purpose, Ring, RingId},
    state::record,
};
use crate::{IdentifierKind, RawId, Span, World, calls, teams, wake::Wake};

/// When a far end acts for which nothing was said.
const FAR_END_ACTS: Span = Span::from_secs(1);

/// Tells whether a person uses an identity of a customer: it is a contact's, or it was told what to do when it rings.
pub(super) fn uses(world: &World, target: &RawId) -> bool {
    match target.kind() {
        IdentifierKind::CommunicationUser(_) => {
            world.contact_of(target).is_some() || world.calls.answering.contains_key(target)
        }
        IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => false,
    }
}

/// Lets a far end ring.
pub(super) fn rings(world: &mut World, call: CallId, mut ring: Ring) {
    let limit = limit(&ring);
    let answering = answering(world, &ring.target);
    let (number, party) = (ring.number, ring.target.clone());
    match answering.mode {
        AnsweringMode::Answer | AnsweringMode::Decline | AnsweringMode::Ignore => {
            let shows = match &ring.purpose {
                Purpose::VoiceApp(run) => Some(run.shows.clone()),
                Purpose::Dial
                | Purpose::Create(_)
                | Purpose::Add(_)
                | Purpose::Transfer(_)
                | Purpose::Return(_) => None,
            };
            record(world, call, Fact::Ringing { call, party, shows });
        }
        AnsweringMode::Busy | AnsweringMode::Unreachable => {}
    }
    ring.acts = act_later(world, call, number, answering);
    put(world, call, ring, limit);
}

/// Sets the timer of what a far end will do by itself.
fn act_later(
    world: &mut World,
    call: CallId,
    ring: RingId,
    answering: Answering,
) -> Option<ringback_engine::WakeId> {
    let Answering { mode, after } = answering;
    match mode {
        AnsweringMode::Ignore => None,
        AnsweringMode::Answer
        | AnsweringMode::Decline
        | AnsweringMode::Busy
        | AnsweringMode::Unreachable => {
            let act = calls::Wake::FarEnd { call, ring, mode };
            Some(world.wake_in(after, Wake::Calls(act)))
        }
    }
}

/// Tells a far end what to do when it rings, and what rings there already.
pub(super) fn set_answering(world: &mut World, party: RawId, answering: Answering) {
    let rings: Vec<(CallId, RingId)> = world
        .calls
        .going_on()
        .filter_map(|call| Some((call.id, call.ring_at_person(&party)?)))
        .collect();
    for (call, number) in rings {
        let timer = act_later(world, call, number, answering);
        let known = world.calls.calls.get_mut(&call);
        let ring = known.and_then(|call| call.rings.iter_mut().find(|ring| ring.number == number));
        if let Some(ring) = ring {
            let before = std::mem::replace(&mut ring.acts, timer);
            if let Some(before) = before {
                world.cancel_wake(before);
            }
        }
    }
    world.calls.answering.insert(party, answering);
}

/// Tells whether the network lets nothing through from this caller: the number shown is not its own.
pub(super) fn is_blocked(world: &World, purpose: &Purpose) -> bool {
    let (connection, caller) = match purpose {
        Purpose::Create(run) => (&run.connection, &run.caller),
        Purpose::Add(run) => (&run.connection, &run.caller),
        Purpose::Dial | Purpose::Transfer(_) | Purpose::VoiceApp(_) | Purpose::Return(_) => {
            return false;
        }
    };
    let IdentifierKind::PhoneNumber(number) = caller.id.kind() else {
        return false;
    };
    let leg = world.calls.legs.get(connection);
    leg.is_none_or(|leg| !look_up::owns_number(world, &leg.resource, number))
}

/// Lets nothing ring where the network lets nothing through; it says so after a while.
pub(super) fn block(world: &mut World, call: CallId, mut ring: Ring) {
    let limit = limit(&ring);
    let wake = calls::Wake::Blocked {
        call,
        ring: ring.number,
    };
    ring.timers
        .push(world.wake_in(FAR_END_ACTS, Wake::Calls(wake)));
    put(world, call, ring, limit);
}

/// The network has let nothing through.
pub(super) fn blocked(world: &mut World, call: CallId, ring: RingId) {
    failed(world, call, ring, CALLER_NOT_ALLOWED, None);
}

/// What a far end does: what it was told, or what its number says.
fn answering(world: &World, target: &RawId) -> Answering {
    if let Some(told) = world.calls.answering.get(target) {
        return *told;
    }
    let mode = match target.kind() {
        IdentifierKind::PhoneNumber(number) => by_number(number),
        // A resource account that is called as a person has no endpoint ("Call Automation and Microsoft Teams", 2025).
        IdentifierKind::TeamsUser(id) if teams::is_resource_account(world, id) => {
            AnsweringMode::Unreachable
        }
        IdentifierKind::TeamsUser(_)
        | IdentifierKind::CommunicationUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => AnsweringMode::Answer,
    };
    Answering {
        mode,
        after: FAR_END_ACTS,
    }
}

fn by_number(number: &str) -> AnsweringMode {
    match number.get(number.len().saturating_sub(4)..) {
        Some("0191") => AnsweringMode::Busy,
        Some("0192") => AnsweringMode::Ignore,
        Some("0193") => AnsweringMode::Decline,
        Some("0194") => AnsweringMode::Unreachable,
        Some(_) | None => AnsweringMode::Answer,
    }
}

/// A far end does what it does.
pub(super) fn acts(world: &mut World, call: CallId, ring: RingId, mode: AnsweringMode) {
    let Some(target) = ringing_at(world, call, ring) else {
        return;
    };
    let phone = on_phone(&target);
    let (pair, by) = match mode {
        AnsweringMode::Answer => {
            picked_up(world, call, ring, &target);
            return;
        }
        AnsweringMode::Ignore => return,
        AnsweringMode::Decline => (declined(&target), Some(target)),
        AnsweringMode::Busy if phone => ((486, 560_486), Some(target)),
        AnsweringMode::Busy => ((486, 0), Some(target)),
        AnsweringMode::Unreachable if phone => ((408, 560_408), None),
        AnsweringMode::Unreachable => ((480, 10_037), None),
    };
    not_taken(world, call, ring, pair, by);
}

/// The pair of a refusal by this party.
pub(super) fn declined(target: &RawId) -> Pair {
    if on_phone(target) {
        (603, 560_603)
    } else {
        (603, 0)
    }
}
