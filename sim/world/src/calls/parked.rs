//! A parked call, the side of calls: who parked it has left, and everyone else is on hold until somebody takes it up.
//!
//! Source: "Configure Call park and retrieve", Microsoft Learn, 2023-12-14. Codes, policies and times are those of `teams`.

use super::{
    CallId, Ended, Fact,
    call::{Fate, MemberState, Side},
    condition::Condition,
    end, ring,
    rings::{Purpose, ReturnRun},
    roster,
    state::record,
};
use crate::{IdentifierKind, RawId, Span, World, teams};

/// Tells whether a call is parked: somebody is on hold for that.
pub(super) fn is_parked(world: &World, call: CallId) -> bool {
    let Some(known) = world.calls.calls.get(&call) else {
        return false;
    };
    let mut members = known.members.iter();
    let legs = known
        .legs
        .iter()
        .filter_map(|leg| world.calls.legs.get(leg));
    members.any(|member| member.state == MemberState::Connected && member.condition.parked)
        || legs
            .filter(|leg| leg.is_up())
            .any(|leg| leg.condition.parked)
}

/// Tells whether an identity of ACS is in the call or was: a user, or the implementation by a leg.
pub(crate) fn concerns_acs(world: &World, call: CallId) -> bool {
    let Some(known) = world.calls.calls.get(&call) else {
        return false;
    };
    let is_acs = |id: &RawId| match id.kind() {
        IdentifierKind::CommunicationUser(_) => true,
        IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => false,
    };
    let members = known.members.iter().map(|member| &member.id);
    !known.legs.is_empty() || members.chain([&known.from]).any(is_acs)
}

/// Names everyone in the call but one: people and voice apps, not the implementation's legs.
pub(crate) fn others(world: &World, call: CallId, party: &RawId) -> Vec<RawId> {
    let known = world.calls.calls.get(&call);
    let connected = known.into_iter().flat_map(|call| call.connected());
    connected.filter(|other| *other != party).cloned().collect()
}

/// Tells whether somebody is in the call.
pub(crate) fn is_in(world: &World, call: CallId, party: &RawId) -> bool {
    let known = world.calls.calls.get(&call);
    known.is_some_and(|call| call.is_connected(party))
}

/// Who parks the call leaves it; everyone else hears music.
pub(crate) fn park(world: &mut World, call: CallId, parker: &RawId) {
    let left = Ended::new(Some(parker.clone()), (0, 0));
    end::left(world, call, parker, &left);
    end::missed(world, call, parker);
    let held = each(world, call, |condition| {
        let was_on_hold = condition.on_hold();
        condition.parked = true;
        !was_on_hold
    });
    for party in held {
        let (by, plays) = (parker.clone(), Vec::new());
        record(
            world,
            call,
            Fact::Held {
                call,
                party,
                by,
                plays,
            },
        );
    }
    roster::updated(world, call);
}

/// Somebody takes the parked call up: they are connected with everyone in it.
pub(crate) fn retrieve(world: &mut World, call: CallId, person: &RawId) {
    if let Some(ring) = ring::first(world, call, is_return)
        && let Some(ring) = ring::stop(world, call, ring, Fate::Cancelled)
    {
        ring::silent(world, call, &ring, &Ended::by_nobody((0, 0)));
    }
    ring::join(world, call, person, Side::Called);
    over(world, call);
    roster::updated(world, call);
}

/// The call rings at who parked it; `teams::taken_back` or `teams::not_taken_back` follows.
pub(crate) fn rings_back(world: &mut World, call: CallId, parker: &RawId, limit: Span) {
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    if known.is_connected(parker) || known.rings_for(parker) {
        return teams::not_taken_back(world, call);
    }
    let purpose = Purpose::Return(ReturnRun { limit });
    ring::start(world, call, parker, purpose, None);
}

/// Nobody is on hold any longer because the call was parked. Whoever calls this tells the roster.
pub(super) fn over(world: &mut World, call: CallId) {
    let freed = each(world, call, |condition| {
        std::mem::replace(&mut condition.parked, false) && !condition.on_hold()
    });
    for party in freed {
        record(world, call, Fact::Resumed { call, party });
    }
}

fn is_return(purpose: &Purpose) -> bool {
    match purpose {
        Purpose::Return(_) => true,
        Purpose::Dial
        | Purpose::Create(_)
        | Purpose::Add(_)
        | Purpose::Transfer(_)
        | Purpose::VoiceApp(_) => false,
    }
}

/// Changes what is on and off for everyone in a call, and names those for whom that changed something.
fn each(world: &mut World, call: CallId, change: impl Fn(&mut Condition) -> bool) -> Vec<RawId> {
    let super::State { calls, legs, .. } = &mut world.calls;
    let Some(known) = calls.get_mut(&call) else {
        return Vec::new();
    };
    let mut changed = Vec::new();
    for member in &mut known.members {
        if member.state == MemberState::Connected && change(&mut member.condition) {
            changed.push(member.id.clone());
        }
    }
    for leg in &known.legs {
        if let Some(leg) = legs.get_mut(leg)
            && leg.is_up()
            && change(&mut leg.condition)
        {
            changed.push(leg.seen_as.clone());
        }
    }
    changed
}
