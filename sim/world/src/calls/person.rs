//! A call that comes to a person of the tenant straight or by a transfer, not from a voice app, follows their own rules.
//!
//! Those whom an application calls or invites itself ring as long as it says and follow none: our choice, as it is not published.

use super::{
    CallId, Ended, far_end, origin,
    ring::{self, Next},
    rings::{Purpose, Ring, RingAt, RingId},
};
use crate::{
    RawId, World,
    calls::call::Fate,
    teams::{self, Straight},
};

/// Who is called is in the call, or is being called for it already.
const BUSY: (u16, u32) = (486, 0);

/// Lets a person ring, or sends the call on.
pub(super) fn rings(world: &mut World, call: CallId, mut ring: Ring) {
    let origin = origin::of(world, call, &ring.purpose);
    if teams::is_person(world, &ring.target) && !teams::admits(world, &origin) {
        return refuse(world, call, ring, teams::FORBIDDEN);
    }
    let coming = match follows_rules(&ring.purpose) {
        true => teams::comes_straight(world, call, &ring.target, &ring.forwarded_by),
        false => None,
    };
    match coming {
        None => far_end::rings(world, call, ring),
        Some(Straight::Rings(within)) => {
            ring.within = within;
            far_end::rings(world, call, ring);
        }
        Some(Straight::Silent(within)) => {
            ring.within = within;
            let limit = ring::limit(&ring);
            ring::put(world, call, ring, limit);
        }
        Some(Straight::On { person, to }) => go_on(world, call, ring, person, &to),
        Some(Straight::Refused(pair)) => refuse(world, call, ring, pair),
    }
}

/// A person has not taken a call: sends it where their rules say, and tells whether they say anything.
pub(super) fn sends_on(world: &mut World, call: CallId, number: RingId, ended: &Ended) -> bool {
    let known = world.calls.calls.get(&call);
    let Some(ring) = known.and_then(|call| call.ring(number)) else {
        return false;
    };
    if ring.at != RingAt::FarEnd || !follows_rules(&ring.purpose) {
        return false;
    }
    let (target, way) = (ring.target.clone(), ring.forwarded_by.clone());
    let Some((person, to)) = teams::not_taken_straight(world, call, &target, &way) else {
        return false;
    };
    let Some(ring) = ring::stop(world, call, number, Fate::TimedOut) else {
        return false;
    };
    ring::silent(world, call, &ring, ended);
    go_on(world, call, ring, person, &to);
    true
}

fn go_on(world: &mut World, call: CallId, ring: Ring, person: usize, to: &RawId) {
    let known = world.calls.calls.get(&call);
    if known.is_some_and(|call| call.is_connected(to) || call.rings_for(to)) {
        return refuse(world, call, ring, BUSY);
    }
    let mut forwarded_by = ring.forwarded_by;
    forwarded_by.push(person);
    let next = Next {
        target: to,
        purpose: ring.purpose,
        custom_context: ring.custom_context,
        forwarded_by,
    };
    ring::start_next(world, call, next);
}

fn refuse(world: &mut World, call: CallId, ring: Ring, pair: (u16, u32)) {
    ring::came_to_nothing(world, call, ring, Ended::by_nobody(pair));
}

fn follows_rules(purpose: &Purpose) -> bool {
    match purpose {
        Purpose::Dial | Purpose::Transfer(_) => true,
        Purpose::Create(_) | Purpose::Add(_) | Purpose::VoiceApp(_) | Purpose::Return(_) => false,
    }
}
