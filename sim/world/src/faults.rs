//! Faults that the edge put between the implementation and the service, as far as the world is concerned: facts.

use serde::{Deserialize, Serialize};

use crate::{Contact, Refusal, Reply, What, World};

/// What a fault does, by the word that names it in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// An event never reaches the implementation.
    Lose,
    /// An event reaches it twice.
    Duplicate,
    /// An event reaches it later.
    Delay,
    /// An event reaches it after the one that follows it.
    Reorder,
    /// A request is refused.
    Refuse,
    /// The reply to a request takes long.
    Slow,
    /// The connection breaks before the answer.
    Break,
}

/// Asked of the world by the edge that applies faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// A fault was applied.
    Applied {
        /// Whose contact it touches, where that is known.
        contact: Option<Contact>,
        /// The fault's name.
        name: String,
        /// What it does.
        what: Effect,
        /// The published event type, or the published operation, that it was applied to.
        to: String,
    },
}

/// What happened between the implementation and the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A fault was applied.
    FaultApplied {
        /// The fault's name.
        name: String,
        /// What it does.
        what: Effect,
        /// The published event type, or the published operation, that it was applied to.
        to: String,
    },
}

pub(crate) fn handle(world: &mut World, command: Command) -> Result<Reply, Refusal> {
    let Command::Applied {
        contact,
        name,
        what,
        to,
    } = command;
    world.record(contact, What::Fault(Fact::FaultApplied { name, what, to }));
    Ok(Reply::Done)
}
