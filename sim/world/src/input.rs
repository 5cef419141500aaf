//! Inputs: everything that entered the world from outside. Replaying them gives the facts again.

use serde::{Deserialize, Serialize};

use crate::{Command, Time};

/// Who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The implementation, through the published API.
    Implementation,
    /// A scripted person.
    Director,
    /// The control API or the console.
    Control,
    /// The simulator's own edge: deliveries and visits that came back.
    Edge,
}

/// Whether everything due at the input's own instant had happened before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// The world had been advanced to this instant.
    Yes,
    /// Something due at this very instant could still be pending: a person comes before a timer.
    No,
}

/// One command as it entered the world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// When it entered.
    pub at: Time,
    /// Whether the instant had been settled before.
    pub settled: Settled,
    /// Who asked.
    pub source: Source,
    /// What was asked.
    pub command: Command,
}
