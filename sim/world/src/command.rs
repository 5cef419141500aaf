//! What can be asked of the world, what it answers, and how it refuses.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{calls, chat, deliveries, directory, faults, teams, visits};

/// One thing asked of the world, by subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Identities, tokens, presence.
    Directory(directory::Command),
    /// Calls and their media.
    Calls(calls::Command),
    /// Chat threads, messages and participants.
    Chat(chat::Command),
    /// Teams voice apps and agents.
    Teams(teams::Command),
    /// What became of an attempt to deliver an event to the implementation.
    Deliveries(deliveries::Command),
    /// A customer's visit to the implementation's website.
    Visits(visits::Command),
    /// A fault that the edge has applied.
    Faults(faults::Command),
}

/// What the world answers to a command that it accepted.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Done; there is nothing to say.
    Done,
    /// About the directory.
    Directory(directory::Reply),
    /// About a call.
    Calls(calls::Reply),
    /// About a chat.
    Chat(chat::Reply),
}

/// Why the world did not carry out a command. The handler knows the published status, code and body.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// About the directory.
    #[error(transparent)]
    Directory(#[from] directory::Refusal),
    /// About a call.
    #[error(transparent)]
    Calls(#[from] calls::Refusal),
    /// About a chat.
    #[error(transparent)]
    Chat(#[from] chat::Refusal),
    /// About a voice app or an agent.
    #[error(transparent)]
    Teams(#[from] teams::Refusal),
}
