//! Far ends: people and numbers outside that ring, and what they do then.

use super::{
    Answering, AnsweringMode, CallId, Fact,
    call::Ring,
    codes::{Pair, on_phone},
    ring::{failed, limit, picked_up, put, ringing_at},
    state::record,
};
use crate::{IdentifierKind, RawId, Span, World, calls, wake::Wake};

/// When a far end acts for which nothing was said.
const FAR_END_ACTS: Span = Span::from_secs(1);

/// Lets a far end ring.
pub(super) fn rings(world: &mut World, call: CallId, mut ring: Ring) {
    let answering = answering(world, &ring.target);
    let party = ring.target.clone();
    match answering.mode {
        AnsweringMode::Answer | AnsweringMode::Decline => {
            record(world, call, Fact::Ringing { call, party });
        }
        AnsweringMode::Ignore => {
            record(world, call, Fact::Ringing { call, party });
            let limit = limit(&ring);
            put(world, call, ring, limit);
            return;
        }
        AnsweringMode::Busy | AnsweringMode::Unreachable => {}
    }
    let act = Wake::Calls(calls::Wake::FarEnd {
        call,
        mode: answering.mode,
    });
    ring.timers.push(world.wake_in(answering.after, act));
    let limit = limit(&ring);
    put(world, call, ring, limit);
}

/// What a far end does: what it was told, or what its number says.
fn answering(world: &World, target: &RawId) -> Answering {
    if let Some(told) = world.calls.answering.get(target) {
        return *told;
    }
    let number = match target.kind() {
        IdentifierKind::PhoneNumber(number) => number,
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => "",
    };
    let mode = match number.get(number.len().saturating_sub(4)..) {
        Some("0191") => AnsweringMode::Busy,
        Some("0192") => AnsweringMode::Ignore,
        Some("0193") => AnsweringMode::Decline,
        Some("0194") => AnsweringMode::Unreachable,
        Some(_) | None => AnsweringMode::Answer,
    };
    Answering {
        mode,
        after: FAR_END_ACTS,
    }
}

/// A far end does what it does.
pub(super) fn acts(world: &mut World, call: CallId, mode: AnsweringMode) {
    let Some(target) = ringing_at(world, call) else {
        return;
    };
    let phone = on_phone(&target);
    let (pair, by) = match mode {
        AnsweringMode::Answer => {
            picked_up(world, call, &target);
            return;
        }
        AnsweringMode::Ignore => return,
        AnsweringMode::Decline => (declined(&target), Some(target)),
        AnsweringMode::Busy if phone => ((486, 560_486), Some(target)),
        AnsweringMode::Busy => ((486, 0), Some(target)),
        AnsweringMode::Unreachable if phone => ((408, 560_408), None),
        AnsweringMode::Unreachable => ((480, 10_037), None),
    };
    failed(world, call, pair, by);
}

/// The pair of a refusal by this party.
pub(super) fn declined(target: &RawId) -> Pair {
    if on_phone(target) {
        (603, 560_603)
    } else {
        (603, 0)
    }
}
