//! What a voice app does to a call that has reached it: the side of calls that `teams` uses.

use super::{
    CallId, Ended,
    call::{RingAt, Side},
    codes::OTHER_ENDED,
    end, ring, roster,
};
use crate::{IdentifierKind, RawId, World};

/// The voice app picks the call up: it becomes a party, the caller is connected, and a transfer that led here is accepted.
/// One that takes the call over from another voice app takes its place.
pub(crate) fn picked_up(world: &mut World, call: CallId, app: &RawId) {
    if rings_at(world, call, app) {
        ring::picked_up(world, call, app);
        return;
    }
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    if known.is_over() || known.ring.is_some() || known.is_connected(app) {
        return;
    }
    let before = known.connected().find(|party| is_app(party)).cloned();
    ring::add(world, call, app, Side::Called);
    if let Some(before) = before {
        end::left(world, call, &before, &nobody());
    }
    roster::updated(world, call);
}

/// An agent or another person takes the call over from the voice app: they become a connected party, the app leaves.
pub(crate) fn joined(world: &mut World, call: CallId, app: &RawId, person: &RawId) {
    if rings_at(world, call, app) {
        ring::picked_up(world, call, app);
    }
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    if known.is_over() || known.is_connected(person) {
        return;
    }
    let app_is_here = known.is_connected(app);
    ring::add(world, call, person, Side::Called);
    if app_is_here {
        end::left(world, call, app, &nobody());
    }
    roster::updated(world, call);
}

/// The voice app ends the call for the caller (and so for everyone left in it).
pub(crate) fn ended(world: &mut World, call: CallId, app: &RawId, ended: Ended) {
    if rings_at(world, call, app) {
        refused(world, call, app, ended);
    } else {
        end::everyone(world, call, ended, OTHER_ENDED);
    }
}

/// The voice app cannot take the call (unknown, unlicensed): the ring or the transfer fails with this pair.
pub(crate) fn refused(world: &mut World, call: CallId, app: &RawId, ended: Ended) {
    if rings_at(world, call, app) {
        ring::failed(world, call, (ended.code, ended.sub_code), ended.by);
    }
}

fn rings_at(world: &World, call: CallId, app: &RawId) -> bool {
    let ring = world
        .calls
        .calls
        .get(&call)
        .and_then(|call| call.ring.as_ref());
    ring.is_some_and(|ring| ring.at == RingAt::VoiceApp && ring.target == *app)
}

fn is_app(party: &RawId) -> bool {
    match party.kind() {
        IdentifierKind::TeamsApp(_) => true,
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::Unknown(_) => false,
    }
}

/// A voice app's leaving is nobody's doing and no failure.
fn nobody() -> Ended {
    Ended {
        by: None,
        code: 0,
        sub_code: 0,
    }
}
