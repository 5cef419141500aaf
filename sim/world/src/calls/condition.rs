//! What is on and off for one party of a call: sound, hold, pictures.

use std::collections::BTreeSet;

use super::{CallConnectionId, CallId, Medium, call::MemberState};
use crate::{RawId, World};

/// What is on and off for one party of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Condition {
    /// The microphone is off.
    pub(super) muted: bool,
    /// They have put the call on hold themselves.
    pub(super) holds: bool,
    /// The implementation has put them on hold, through this leg.
    pub(super) held_by: Option<CallConnectionId>,
    /// The call is parked.
    pub(super) parked: bool,
    /// What they show beside their sound.
    pub(super) media: BTreeSet<Medium>,
}

impl Condition {
    /// Tells whether they neither hear nor are heard.
    pub(super) fn on_hold(&self) -> bool {
        self.holds || self.held_by.is_some() || self.parked
    }
}

/// Finds what is on and off for somebody in a call: a person, or a leg of the implementation by its identity or the
/// phone number that it answered for.
pub(super) fn of<'w>(world: &'w World, call: CallId, id: &RawId) -> Option<&'w Condition> {
    let known = world.calls.calls.get(&call)?;
    let member = known.member(id);
    if let Some(member) = member.filter(|member| member.state == MemberState::Connected) {
        return Some(&member.condition);
    }
    let mut legs = known
        .legs
        .iter()
        .filter_map(|leg| world.calls.legs.get(leg));
    legs.find(|leg| leg.is_up() && leg.is_named(id))
        .map(|leg| &leg.condition)
}

/// The same, to be changed.
pub(super) fn of_mut<'w>(
    world: &'w mut World,
    call: CallId,
    id: &RawId,
) -> Option<&'w mut Condition> {
    let known = world.calls.calls.get_mut(&call)?;
    let mut members = known.members.iter_mut();
    if let Some(member) =
        members.find(|member| member.id == *id && member.state == MemberState::Connected)
    {
        return Some(&mut member.condition);
    }
    let named = |leg: &&CallConnectionId| {
        let leg = world.calls.legs.get(leg);
        leg.is_some_and(|leg| leg.is_up() && leg.is_named(id))
    };
    let leg = known.legs.iter().find(named)?.clone();
    world.calls.legs.get_mut(&leg).map(|leg| &mut leg.condition)
}

/// Tells whether somebody is in a call: a person, a voice app, or the implementation by a leg.
pub(super) fn is_in(world: &World, call: CallId, id: &RawId) -> bool {
    of(world, call, id).is_some()
}
