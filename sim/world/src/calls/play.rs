//! The implementation plays something.
use super::{Play, Refusal as Refused};
use crate::{Reply, World};

pub(super) fn play(world: &mut World, command: Play) -> Result<Reply, Refused> {
    world.calls.usable(&command.connection, world.now())?;
    Err(Refused::NotSupported("play".to_owned()))
}
