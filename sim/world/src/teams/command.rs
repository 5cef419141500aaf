//! What can be asked of voice apps and agents.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Presence;
use crate::{
    calls::{Act, CallId},
    declaration::OptOut,
};

/// Asked of agents. An agent is named by the short name of the declaration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// A person's presence changes.
    SetPresence {
        /// Who.
        person: String,
        /// To what.
        presence: Presence,
    },
    /// A person opts in to a queue or out of it; without a queue, all of theirs.
    SetOptedIn {
        /// Who.
        person: String,
        /// Which queue.
        queue: Option<String>,
        /// In or out.
        opted: Opted,
    },
    /// An administrator lets the agents of a queue opt out, or no longer: then everyone is in again.
    SetOptOut {
        /// Which queue.
        queue: String,
        /// Whether they may.
        opt_out: OptOut,
    },
    /// An agent takes an offered call.
    Answer {
        /// Who.
        agent: String,
        /// Which call; needed only where two offers ring.
        call: Option<CallId>,
    },
    /// An agent dismisses an offered call.
    Decline {
        /// Who.
        agent: String,
        /// Which call.
        call: Option<CallId>,
    },
    /// An agent hangs up the call that they are in.
    HangUp {
        /// Who.
        agent: String,
        /// Which call; needed only where they are in two.
        call: Option<CallId>,
    },
    /// An agent does something in the call that they are in.
    InCall {
        /// Who.
        agent: String,
        /// Which call; needed only where they are in two.
        call: Option<CallId>,
        /// What.
        act: Act,
    },
    /// A person takes up a parked call.
    Retrieve {
        /// Who.
        person: String,
        /// Which call.
        code: ParkCode,
    },
}

/// The code of a parked call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParkCode {
    /// That of the call which was parked last under the policy of whoever asks, and is parked still.
    Last,
    /// This one.
    Number(u16),
}

impl fmt::Display for ParkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Last => f.write_str("the call that was parked last"),
            Self::Number(code) => write!(f, "the call with code {code}"),
        }
    }
}

/// In a queue or out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opted {
    /// In.
    In,
    /// Out.
    Out,
}

/// Why a command to agents or voice apps was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No such person.
    #[error("unknown person {name:?}; the declared ones are {known}")]
    UnknownPerson {
        /// The name given.
        name: String,
        /// The names that exist, joined by commas.
        known: String,
    },
    /// No such queue.
    #[error("unknown queue {name:?}; the declared ones are {known}")]
    UnknownQueue {
        /// The name given.
        name: String,
        /// The names that exist, joined by commas.
        known: String,
    },
    /// Nothing rings there.
    #[error("no call is offered to {agent}")]
    NothingOffered {
        /// Who.
        agent: String,
    },
    /// Two or more, and none was named.
    #[error("{count} calls fit {agent}; name one by its call id")]
    Ambiguous {
        /// Who.
        agent: String,
        /// How many.
        count: usize,
    },
    /// They are in no call, or not in that one.
    #[error("{agent} is not in that call")]
    NotInCall {
        /// Who.
        agent: String,
    },
    /// They cannot take up a parked call.
    #[error("{person} cannot retrieve {code}: {why}")]
    NotRetrieved {
        /// Who.
        person: String,
        /// Which call.
        code: ParkCode,
        /// Why.
        why: String,
    },
    /// The queue does not allow opting out.
    #[error("queue {queue:?} does not let its agents opt out")]
    OptOutNotAllowed {
        /// The queue.
        queue: String,
    },
}
