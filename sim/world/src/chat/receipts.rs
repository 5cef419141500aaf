//! Typing and reading.
//!
//! Source: "Chat concepts" (Azure Communication Services), 2024: neither is supported in threads of more than 20 participants.

use super::{Fact, Limit, MessageId, ReceiptView, Refusal as Refused, ThreadId, limits, state};
use crate::{RawId, Refusal, Reply, World};

/// Shows that somebody types; in a large thread nobody is told.
pub(super) fn typing(world: &mut World, actor: RawId, id: &ThreadId) -> Result<Reply, Refusal> {
    let thread = world.chat.joined(id, &actor)?;
    if thread.present().count() <= limits::PARTICIPANTS_WITH_RECEIPTS {
        let fact = Fact::TypingShown {
            thread: id.clone(),
            by: actor.clone(),
        };
        state::record(world, id, Some(&actor), fact);
    }
    Ok(Reply::Done)
}

/// Moves somebody's receipt forward; an older message changes nothing.
pub(super) fn read(
    world: &mut World,
    actor: RawId,
    id: &ThreadId,
    message: MessageId,
) -> Result<Reply, Refusal> {
    let now = world.civil(world.now);
    let thread = world.chat.joined(id, &actor)?;
    let present = thread.present().count();
    let limit = limits::PARTICIPANTS_WITH_RECEIPTS;
    limits::check(Limit::ParticipantsWithReceipts, present, limit)?;
    if !thread.member(&actor)?.sees(thread.message(message)?) {
        return Err(Refused::MessageNotFound(message).into());
    }
    let receipt = ReceiptView {
        reader: actor.clone(),
        message,
        read_on: now,
    };
    let found = thread
        .receipts
        .iter_mut()
        .find(|receipt| receipt.reader == actor);
    match found {
        Some(old) if old.message >= message => return Ok(Reply::Done),
        Some(old) => *old = receipt,
        None => thread.receipts.push(receipt),
    }
    let fact = Fact::MessageRead {
        thread: id.clone(),
        message,
        by: actor.clone(),
    };
    state::record(world, id, Some(&actor), fact);
    Ok(Reply::Done)
}
