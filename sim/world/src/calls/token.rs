//! The tokens by which the implementation answers, rejects and redirects.

use super::{
    CallId, IncomingCallContext, Refusal as Refused,
    call::{Fate, Token},
    rings::RingId,
    state::call_not_found,
};
use crate::World;

/// Finds a token of this resource.
pub(super) fn owned<'w>(
    world: &'w World,
    context: &IncomingCallContext,
    resource: &str,
) -> Result<&'w Token, Refused> {
    let token = world.calls.tokens.get(context).ok_or_else(call_not_found)?;
    if token.resource == resource {
        Ok(token)
    } else {
        Err(Refused::NotOwned)
    }
}

/// Finds what rings by a token, to reject or redirect it.
pub(super) fn still_ringing(
    world: &World,
    context: &IncomingCallContext,
    resource: &str,
) -> Result<(CallId, RingId), Refused> {
    let token = owned(world, context, resource)?;
    match token.fate {
        Fate::Ringing => {
            let ring = world.calls.call(token.call)?.ring_by_token(context);
            Ok((token.call, ring.ok_or_else(call_not_found)?))
        }
        Fate::Answered => Err(used("answered")),
        Fate::Rejected => Err(used("rejected")),
        Fate::Redirected => Err(used("redirected")),
        Fate::TimedOut | Fate::Cancelled | Fate::AnsweredElsewhere => Err(call_not_found()),
    }
}

/// A used token is known and its call may live on: the action does not fit its state (400/8585), it is not unknown.
pub(super) fn used(how: &str) -> Refused {
    Refused::WrongState(format!("already {how}"))
}
