//! Why a plan cannot be simulated.

use thiserror::Error;

/// Why a plan cannot be simulated.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    /// Nobody says how long agents talk.
    #[error(
        "how long agents of {group} talk with {kind} from queue {queue} is not said; give `talks` in `agents`, or an entry of \
         `population: {{ handling: [...] }}`"
    )]
    NoHandling {
        /// The kind of customers.
        kind: String,
        /// The queue.
        queue: String,
        /// The group of agents.
        group: String,
    },
    /// Calls reach agents who serve several contacts at once.
    #[error(
        "agents of {group} serve {chats} contacts at once, and {kind} comes by {channel} to queue {queue}; a call needs a whole \
         agent: give calls another queue, or the group `chats: 1`"
    )]
    CallsBesideChats {
        /// The group of agents.
        group: String,
        /// How many contacts they serve at once.
        chats: u32,
        /// The kind of customers.
        kind: String,
        /// How it comes.
        channel: String,
        /// The queue.
        queue: String,
    },
    /// More than a run can number.
    #[error("{found} {what} cannot be numbered; at most {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Nobody is a member of a queue, and nothing takes contacts out of it.
    #[error(
        "queue {queue} has no agents and nothing takes patient customers out of it; give it agents in `staff`, a `timeout` or \
         `no-agents`"
    )]
    NeverServed {
        /// The queue.
        queue: String,
    },
}
