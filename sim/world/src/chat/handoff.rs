//! A bot hands its customer over to people. The channel shows such events to nobody in the thread; what follows from them is
//! the implementation's affair.

use super::{Fact, Handoff, ThreadId, state};
use crate::{RawId, Refusal, Reply, World};

pub(super) fn hand_off(
    world: &mut World,
    bot: RawId,
    id: &ThreadId,
    handoff: Handoff,
) -> Result<Reply, Refusal> {
    world.chat.joined(id, &bot)?;
    let thread = id.clone();
    let fact = match handoff {
        Handoff::Initiate { value } => Fact::HandoffInitiated { thread, bot, value },
        Handoff::Status { state, message } => Fact::HandoffReported {
            thread,
            bot,
            state,
            message,
        },
    };
    state::record(world, id, None, fact);
    Ok(Reply::Done)
}
