//! The implementation sends an incoming call elsewhere without answering it.

use super::{
    Ended, Fact, Redirect, Refusal as Refused,
    call::Fate,
    codes::{ANSWERED_ELSEWHERE, on_phone},
    condition,
    place::invalid,
    ring,
    state::{call_not_found, record},
    token,
};
use crate::{Reply, World};

pub(super) fn redirect(world: &mut World, command: Redirect) -> Result<Reply, Refused> {
    let Redirect {
        resource,
        incoming_call_context,
        target,
    } = command;
    let (call, number) = token::still_ringing(world, &incoming_call_context, &resource)?;
    let known = world.calls.call(call)?;
    if target.as_str().is_empty() {
        return Err(invalid("target", "name whom the call goes to"));
    }
    if known.member(&target).is_some() || condition::is_in(world, call, &target) {
        return Err(invalid("target", "the target is in the call already"));
    }
    let others = known.rings.iter().filter(|ring| ring.number != number);
    if others
        .map(|ring| &ring.target)
        .any(|other| *other == target)
    {
        return Err(invalid("target", "the target is being called already"));
    }
    if on_phone(&target) && !on_phone(&known.from) {
        let why = "a VoIP call cannot be redirected to a phone number; answer and transfer it";
        return Err(Refused::NotSupported(why.to_owned()));
    }
    let ring = ring::stop(world, call, number, Fate::Redirected).ok_or_else(call_not_found)?;
    let sent = Fact::RedirectedByImplementation {
        call,
        target: target.clone(),
    };
    record(world, call, sent);
    ring::silent(world, call, &ring, &Ended::by_nobody(ANSWERED_ELSEWHERE));
    ring::start(world, call, &target, ring.purpose, ring.custom_context);
    Ok(Reply::Done)
}
