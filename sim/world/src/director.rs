//! The trait through which scripted people move.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Command, Contact, Fact, Time, World};

/// What a scripted person does next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// A command to the world, like anybody's.
    Command(Box<Command>),
    /// A visit to the implementation's website, by the name of an entry of the implementation file. Its outcome
    /// comes back as [`crate::visits::Command::Returned`] and then as a fact.
    Visit {
        /// Whose visit it is.
        contact: Contact,
        /// The entry's name.
        entry: String,
        /// What fills the entry's `${…}` places.
        with: BTreeMap<String, String>,
    },
}

/// Plays the people of a scenario. The world's task calls it; it answers with moves.
///
/// A director is pure too: the same facts at the same times give the same moves.
pub trait Director: Send {
    /// Sees what happened since it was last asked.
    fn observe(&mut self, now: Time, world: &World, facts: &[Fact]) -> Vec<Move>;

    /// Tells when it next wants to move on its own.
    fn next_wakeup(&self) -> Option<Time>;

    /// Moves because its time has come. Called before anything else that is due at this instant.
    fn wake(&mut self, now: Time, world: &World) -> Vec<Move>;

    /// Tells that everyone has done what they came for; the run may end when the world is at rest.
    fn finished(&self) -> bool;
}

/// A director without people.
#[derive(Clone, Copy, Debug, Default)]
pub struct Idle;

impl Director for Idle {
    fn observe(&mut self, _: Time, _: &World, _: &[Fact]) -> Vec<Move> {
        Vec::new()
    }

    fn next_wakeup(&self) -> Option<Time> {
        None
    }

    fn wake(&mut self, _: Time, _: &World) -> Vec<Move> {
        Vec::new()
    }

    fn finished(&self) -> bool {
        true
    }
}
