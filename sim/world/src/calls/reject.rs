//! The implementation rejects an incoming call.

use super::{
    Ended, Fact, Refusal as Refused, Reject, RejectReason,
    call::{Fate, Purpose},
    codes::Pair,
    end, ring,
    state::{call_not_found, record},
    token, transfer,
};
use crate::{Reply, World};

pub(super) fn reject(world: &mut World, command: Reject) -> Result<Reply, Refused> {
    let call = token::still_ringing(world, &command.incoming_call_context, &command.resource)?;
    let ring = ring::stop(world, call, Fate::Rejected).ok_or_else(call_not_found)?;
    let reason = command.reason;
    record(world, call, Fact::RejectedByImplementation { call, reason });
    let pair = seen_by_caller(reason);
    let ended = Ended {
        by: Some(ring.target),
        code: pair.0,
        sub_code: pair.1,
    };
    match ring.purpose {
        Purpose::Dial => end::everyone(world, call, ended, pair),
        Purpose::Transfer(run) => transfer::failed(world, call, &run, ended),
    }
    Ok(Reply::Done)
}

fn seen_by_caller(reason: RejectReason) -> Pair {
    match reason {
        RejectReason::None => (603, 0),
        RejectReason::Busy => (486, 0),
        RejectReason::Forbidden => (403, 0),
    }
}
