//! The implementation listens.
use super::{Recognize, Refusal as Refused};
use crate::{Reply, World};

pub(super) fn recognize(world: &mut World, command: Recognize) -> Result<Reply, Refused> {
    world.calls.usable(&command.connection, world.now())?;
    Err(Refused::NotSupported("recognize".to_owned()))
}
