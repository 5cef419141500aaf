//! The implementation rejects an incoming call.

use super::{
    Ended, Fact, Refusal as Refused, Reject, RejectReason,
    call::Fate,
    codes::Pair,
    ring,
    state::{call_not_found, record},
    token,
};
use crate::{Reply, World};

pub(super) fn reject(world: &mut World, command: Reject) -> Result<Reply, Refused> {
    let (call, number) =
        token::still_ringing(world, &command.incoming_call_context, &command.resource)?;
    let ring = ring::stop(world, call, number, Fate::Rejected).ok_or_else(call_not_found)?;
    let reason = command.reason;
    record(world, call, Fact::RejectedByImplementation { call, reason });
    let pair = seen_by_caller(reason);
    let ended = Ended::new(Some(ring.target.clone()), pair);
    ring::came_to_nothing(world, call, ring, ended);
    Ok(Reply::Done)
}

fn seen_by_caller(reason: RejectReason) -> Pair {
    match reason {
        RejectReason::None => (603, 0),
        RejectReason::Busy => (486, 0),
        RejectReason::Forbidden => (403, 0),
    }
}
