//! Everything in the world that can become due.

use crate::{calls, chat, teams};

/// One wake-up of the world's agenda, by subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// A call's timer.
    Calls(calls::Wake),
    /// A chat's timer.
    Chat(chat::Wake),
    /// A voice app's timer outside the engine.
    Teams(teams::Wake),
}

/// The one class of the world's wake-ups: those of one instant go off in the order of their making.
pub(crate) const CLASS: u8 = 0;
