//! A customer's visit to the implementation's website and what came of it.

use serde::{Deserialize, Serialize};

use crate::{Contact, RawId, Refusal, Reply, What, World};

/// What the token that a visit handed over was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenVerdict {
    /// None was handed over.
    Absent,
    /// It is valid for the identity and may chat.
    Valid,
    /// It is not one of ours, expired, revoked, without the scope, or another identity's.
    Invalid,
}

/// What a visit brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The website answered with a success.
    Answered {
        /// The status.
        status: u16,
        /// The identity that the customer was given.
        identity: Option<RawId>,
        /// The chat thread that was opened.
        thread: Option<String>,
        /// What the token was found to be.
        token: TokenVerdict,
    },
    /// It answered with an error, or without what the entry's `reply` names.
    Failed {
        /// The status.
        status: u16,
        /// What was expected and not found.
        why: String,
    },
    /// No answer came.
    Unreachable,
}

/// Asked of the world by the edge that makes the visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// A visit has set out.
    Began {
        /// Whose visit.
        contact: Contact,
        /// The entry of the implementation file.
        entry: String,
    },
    /// A visit is over.
    Returned {
        /// Whose visit.
        contact: Contact,
        /// The entry of the implementation file.
        entry: String,
        /// What it brought.
        outcome: Outcome,
    },
}

/// What happened to a customer on the website.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A visit has set out.
    VisitBegan {
        /// The entry.
        entry: String,
    },
    /// A visit is over.
    Visited {
        /// The entry.
        entry: String,
        /// What it brought.
        outcome: Outcome,
    },
}

pub(crate) fn handle(world: &mut World, command: Command) -> Result<Reply, Refusal> {
    match command {
        Command::Began { contact, entry } => {
            world.record(Some(contact), What::Visit(Fact::VisitBegan { entry }));
        }
        Command::Returned {
            contact,
            entry,
            outcome,
        } => {
            if let Outcome::Answered {
                identity: Some(identity),
                ..
            } = &outcome
            {
                world.bind_contact(identity.clone(), contact);
            }
            world.record(Some(contact), What::Visit(Fact::Visited { entry, outcome }));
        }
    }
    Ok(Reply::Done)
}
