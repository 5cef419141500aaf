//! Small names for queues, agents and calls.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Names a queue: its position in the order in which queues were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QueueId(pub u32);

/// Names an agent: its position in the order in which agents were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgentId(pub u32);

/// Names a call while it is in the engine; a name is never valid again once its call is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CallKey {
    pub(super) slot: u32,
    pub(super) generation: u32,
}

impl fmt::Display for QueueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "queue {}", self.0)
    }
}

impl fmt::Display for AgentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "agent {}", self.0)
    }
}

impl fmt::Display for CallKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "call {}.{}", self.slot, self.generation)
    }
}

impl QueueId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

impl AgentId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

impl CallKey {
    /// Gives the place of the call among all that are in the engine: no other call has it meanwhile, and places of calls that
    /// are gone are used again. For tables beside the engine.
    #[inline]
    pub fn place(self) -> usize {
        self.slot as usize
    }

    pub(super) fn index(self) -> usize {
        self.slot as usize
    }
}
