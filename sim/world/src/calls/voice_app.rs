//! What a voice app does to a call that has reached it: the side of calls that `teams` uses.

use super::{
    CallId, Ended, Place,
    call::{Fate, Phase, Side},
    codes::OTHER_ENDED,
    end,
    origin::{self, Origin},
    place, ring,
    rings::{Purpose, RingAt, RingId, VoiceAppRun},
    roster,
};
use crate::{Contact, IdentifierKind, RawId, Span, World, teams};

/// Who is in the call cannot take it again ("Troubleshoot call end response codes", Azure Communication Services
/// documentation, 2025: busy).
const BUSY: (u16, u32) = (486, 0);

/// The voice app picks the call up: it becomes a party, the caller is connected, and a transfer that led here is accepted.
/// One that takes the call over from another voice app takes its place.
pub(crate) fn picked_up(world: &mut World, call: CallId, app: &RawId) {
    if let Some(ring) = rings_at(world, call, app) {
        ring::picked_up(world, call, ring, app);
        return;
    }
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    match known.phase {
        Phase::Ringing | Phase::Ended { .. } => return,
        Phase::Connected if known.is_connected(app) => return,
        Phase::Connected => {}
    }
    let before = known.connected().find(|party| is_app(party)).cloned();
    ring::join(world, call, app, Side::Called);
    if let Some(before) = before {
        end::left(world, call, &before, &nobody());
    }
    roster::updated(world, call);
}

/// An agent or another person takes the call over from the voice app: they become a connected party, the app leaves.
pub(crate) fn joined(world: &mut World, call: CallId, app: &RawId, person: &RawId) {
    if let Some(ring) = rings_at(world, call, app) {
        ring::picked_up(world, call, ring, app);
    }
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    if known.is_over() || known.is_connected(person) {
        return;
    }
    let app_is_here = known.is_connected(app);
    ring::join(world, call, person, Side::Called);
    if app_is_here {
        end::left(world, call, app, &nobody());
    }
    roster::updated(world, call);
}

/// The voice app ends the call for the caller (and so for everyone left in it).
pub(crate) fn ended(world: &mut World, call: CallId, app: &RawId, ended: Ended) {
    if rings_at(world, call, app).is_some() {
        refused(world, call, app, ended);
    } else {
        end::everyone(world, call, ended, OTHER_ENDED);
    }
}

/// Tells where the call comes from that rings at a voice app.
pub(crate) fn origin(world: &World, call: CallId, app: &RawId) -> Origin {
    let known = world.calls.calls.get(&call);
    let ring = known
        .zip(rings_at(world, call, app))
        .and_then(|(call, ring)| call.ring(ring));
    ring.map_or(Origin::Elsewhere, |ring| {
        origin::of(world, call, &ring.purpose)
    })
}

/// The voice app cannot take the call (unknown, unlicensed): the ring or the transfer fails with this pair.
pub(crate) fn refused(world: &mut World, call: CallId, app: &RawId, ended: Ended) {
    if let Some(ring) = rings_at(world, call, app) {
        ring::failed(world, call, ring, ended.pair(), ended.by);
    }
}

/// Whom a voice app lets ring.
#[derive(Clone, Debug)]
pub(crate) struct Search<'a> {
    /// Who.
    pub(crate) target: &'a RawId,
    /// How long at most.
    pub(crate) limit: Span,
    /// Who calls, as they see it.
    pub(crate) shows: RawId,
}

/// The voice app lets somebody ring for its caller, who stays with it meanwhile: a person, a number outside or another
/// voice app. Whoever takes it becomes a connected party and the app leaves; then `teams::ring_taken` is told, else
/// `teams::ring_failed`, as where the target is in the call or rings for it already. Nothing happens in a call that the app
/// is not in.
pub(crate) fn ring(world: &mut World, call: CallId, app: &RawId, search: Search<'_>) {
    let target = search.target;
    let Some(known) = world.calls.calls.get(&call) else {
        return;
    };
    if known.is_over() || !known.is_connected(app) {
        return;
    }
    if known.is_connected(target) || known.rings_for(target) {
        return teams::ring_failed(world, call, Ended::by_nobody(BUSY));
    }
    let custom_context = known.custom_context.clone();
    let purpose = Purpose::VoiceApp(VoiceAppRun {
        app: app.clone(),
        limit: search.limit,
        shows: search.shows,
    });
    ring::start(world, call, target, purpose, custom_context);
}

/// Opens a call to a customer in which nobody is yet: a voice app calls back. Those who call [`enters`] are in it.
pub(crate) fn open(
    world: &mut World,
    from: &RawId,
    customer: &RawId,
    contact: Option<Contact>,
) -> CallId {
    let placed = Place {
        from: from.clone(),
        to: customer.clone(),
        display_name: None,
        custom_context: None,
        contact,
    };
    let call = place::prepare(world, placed);
    place::announce(world, call, from.clone());
    if let Some(known) = world.calls.calls.get_mut(&call) {
        known.phase = Phase::Connected;
    }
    call
}

/// Somebody is in a call that a voice app has opened.
pub(crate) fn enters(world: &mut World, call: CallId, party: &RawId) {
    ring::join(world, call, party, Side::Caller);
}

/// The voice app gives its search up; neither `teams::ring_taken` nor `teams::ring_failed` follows.
pub(crate) fn stop_ringing(world: &mut World, call: CallId, app: &RawId) {
    let searches = |purpose: &Purpose| matches!(purpose, Purpose::VoiceApp(run) if run.app == *app);
    let Some(number) = ring::first(world, call, searches) else {
        return;
    };
    if let Some(ring) = ring::stop(world, call, number, Fate::Cancelled) {
        ring::silent(world, call, &ring, &nobody());
    }
}

/// Somebody whom the app let ring has taken the call: the app leaves it.
pub(super) fn found(world: &mut World, call: CallId, app: &RawId) {
    let known = world.calls.calls.get(&call);
    if known.is_some_and(|call| call.is_connected(app)) {
        end::left(world, call, app, &nobody());
    }
}

fn rings_at(world: &World, call: CallId, app: &RawId) -> Option<RingId> {
    let rings = &world.calls.calls.get(&call)?.rings;
    let there = rings
        .iter()
        .find(|ring| ring.at == RingAt::VoiceApp && ring.target == *app);
    there.map(|ring| ring.number)
}

/// Tells whether a party is a voice app.
pub(crate) fn is_app(party: &RawId) -> bool {
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
    Ended::by_nobody((0, 0))
}
