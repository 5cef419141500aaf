//! What a voice app does to a call that has reached it: the side of calls that `teams` uses.

use super::{CallId, Ended};
use crate::{RawId, World};

/// The voice app picks the call up: it becomes a party, the caller is connected, and a transfer that led here is accepted.
pub(crate) fn picked_up(_world: &mut World, _call: CallId, _app: &RawId) {}

/// An agent or another person takes the call over from the voice app: they become a connected party.
pub(crate) fn joined(_world: &mut World, _call: CallId, _app: &RawId, _person: &RawId) {}

/// The voice app ends the call for the caller (and so for everyone left in it).
pub(crate) fn ended(_world: &mut World, _call: CallId, _app: &RawId, _ended: Ended) {}

/// The voice app cannot take the call (unknown, unlicensed): the ring or the transfer fails with this pair.
pub(crate) fn refused(_world: &mut World, _call: CallId, _app: &RawId, _ended: Ended) {}
