//! The directory's state.

use super::{Command, Refusal as Refused};
use crate::{Refusal, Reply, World, declaration::Declaration};

/// The directory: resources with their identities and tokens.
#[derive(Debug)]
pub struct State {}

impl State {
    pub(crate) fn new(_declaration: &Declaration) -> Self {
        Self {}
    }
}

pub(crate) fn handle(_world: &mut World, _command: Command) -> Result<Reply, Refusal> {
    Err(Refused::UnknownResource(String::new()).into())
}
