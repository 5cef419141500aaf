//! The media operations of a leg: their queue, their turn, their end.

use super::{CallConnectionId, CallId, Refusal as Refused, Tone};
use crate::{RawId, Reply, World};

/// What a party lets be heard.
pub(super) enum Input {
    /// Keys, at once.
    Keys(Vec<Tone>),
    /// Words.
    Words(String),
}

pub(super) fn cancel(world: &mut World, connection: &CallConnectionId) -> Result<Reply, Refused> {
    world.calls.usable(connection, world.now())?;
    cancel_all(world, connection);
    Ok(Reply::Done)
}

pub(super) fn cancel_all(_world: &mut World, _connection: &CallConnectionId) {}

pub(super) fn due(_world: &mut World, _connection: &CallConnectionId, _operation: u64) {}

pub(super) fn heard(_world: &mut World, _call: CallId, _party: &RawId, input: &Input) {
    match input {
        Input::Keys(_) | Input::Words(_) => {}
    }
}
