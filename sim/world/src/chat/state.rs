//! The state of all chats.

use super::{Command, Refusal as Refused, Wake};
use crate::{Refusal, Reply, World, declaration::Declaration};

/// All chats.
#[derive(Debug)]
pub struct State {}

impl State {
    pub(crate) fn new(_declaration: &Declaration) -> Self {
        Self {}
    }

    pub(crate) fn implementation_owes(&self) -> bool {
        false
    }
}

pub(crate) fn handle(_world: &mut World, _command: Command) -> Result<Reply, Refusal> {
    Err(Refused::InvalidThreadId(String::new()).into())
}

pub(crate) fn wake(_world: &mut World, _wake: Wake) {}
