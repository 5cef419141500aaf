//! The state of voice apps and agents, and the side of `teams` that `calls` uses.

use super::{Command, Refusal as Refused, Wake};
use crate::{RawId, Refusal, Reply, Time, World, calls::CallId, declaration::Declaration};

/// All voice apps and people of the tenant.
#[derive(Debug)]
pub struct State {}

impl State {
    pub(crate) fn new(_declaration: &Declaration) -> Self {
        Self {}
    }

    pub(crate) fn next_wakeup(&self) -> Option<Time> {
        None
    }
}

pub(crate) fn handle(_world: &mut World, _command: Command) -> Result<Reply, Refusal> {
    Err(Refused::NothingOffered {
        agent: String::new(),
    }
    .into())
}

pub(crate) fn wake(_world: &mut World, _wake: Wake) {}

/// Lets the queues' own timers go off that are due at `at`.
pub(crate) fn advance(_world: &mut World, _at: Time) {}

/// A call has reached the resource account `app` (dialled, transferred or redirected): it is taken with
/// [`crate::calls::voice_app::picked_up`] or refused with [`crate::calls::voice_app::refused`].
pub(crate) fn reached(_world: &mut World, _call: CallId, _app: &RawId) {}

/// The caller has left, or the call is over for everyone: it leaves its queue, its agents are free.
pub(crate) fn call_ended(_world: &mut World, _call: CallId) {}

/// One person (an agent, say) has left a call that goes on or is about to end: they are free.
pub(crate) fn left_call(_world: &mut World, _call: CallId, _person: &RawId) {}
