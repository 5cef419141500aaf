//! What can be asked of the engine, and why it may refuse.

use thiserror::Error;

use crate::time::{Span, Time};

use super::config::{Member, Opting, QueueConfig, Readiness};
use super::ids::{AgentId, CallKey, QueueId};

/// A call that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The queue that it enters.
    pub queue: QueueId,
    /// Its priority; 1 is the best.
    pub priority: u8,
    /// The caller's own number for it, handed back in the first event.
    pub label: u64,
    /// Its greeting, instead of the queue's.
    pub greeting: Option<Span>,
    /// How long after its arrival the customer hangs up, unless answered.
    pub patience: Option<Span>,
    /// How long the conversation takes; without it somebody must end the call.
    pub handling: Option<Span>,
    /// How long the agent is busy afterwards, instead of the queue's time.
    pub wrap_up: Option<Span>,
}

/// Something that is done to the engine from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A call arrives.
    Arrive(Arrival),
    /// An agent answers an offer.
    Answer {
        /// The call that was offered.
        call: CallKey,
        /// The agent.
        agent: AgentId,
    },
    /// An agent declines an offer.
    Decline {
        /// The call that was offered.
        call: CallKey,
        /// The agent.
        agent: AgentId,
    },
    /// The customer hangs up, in whatever state the call is.
    HangUp {
        /// The call.
        call: CallKey,
    },
    /// The customer, who waits and rings nowhere, asks to be called back: the call keeps its place without them.
    RequestCallback {
        /// The call.
        call: CallKey,
    },
    /// A conversation ends.
    End {
        /// The call.
        call: CallKey,
        /// How long the agent is busy afterwards, instead of the time set before.
        wrap_up: Option<Span>,
    },
    /// An agent becomes ready, not ready, or logs out.
    SetReadiness {
        /// The agent.
        agent: AgentId,
        /// The new readiness.
        readiness: Readiness,
        /// Since when an agent who becomes ready counts as idle; without it, from now.
        idle_since: Option<Time>,
    },
    /// An agent begins or ceases to take part in a queue.
    SetOpting {
        /// The queue.
        queue: QueueId,
        /// The agent.
        agent: AgentId,
        /// The new choice.
        opting: Opting,
    },
    /// A queue gets other members. Those who stay keep their count of answered calls.
    SetMembers {
        /// The queue.
        queue: QueueId,
        /// Its members in list order.
        members: Vec<Member>,
    },
    /// A queue gets other rules. What runs already (a greeting, a round, a wait bound) runs on.
    Configure {
        /// The queue.
        queue: QueueId,
        /// Its rules.
        config: Box<QueueConfig>,
    },
}

/// What an accepted command gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The key of the call that arrived.
    Arrived(CallKey),
    /// Nothing more to say.
    Done,
}

/// Why a command was refused; nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No such queue was added.
    #[error("{0} does not exist; add it first")]
    UnknownQueue(QueueId),
    /// No such agent was added.
    #[error("{0} does not exist; add it first")]
    UnknownAgent(AgentId),
    /// The call is not, or no longer, in the engine.
    #[error("{0} is not in the engine; it may have ended")]
    UnknownCall(CallKey),
    /// The agent holds no offer of this call.
    #[error("{0} does not ring at {1}; wait for an offer")]
    NotOffered(CallKey, AgentId),
    /// Nobody has answered the call.
    #[error("{0} has no agent; hang up instead")]
    NotAnswered(CallKey),
    /// The call does not wait, or rings, or is a callback already.
    #[error("{0} cannot become a callback; it must wait in line and ring nowhere")]
    NotWaiting(CallKey),
    /// The agent is not a member of the queue.
    #[error("{1} is not a member of {0}; add it to the members first")]
    NotMember(QueueId, AgentId),
    /// The agent is named twice as a member.
    #[error("{1} is named twice in {0}; name each member once")]
    MemberTwice(QueueId, AgentId),
    /// The command's time lies before a time already reached.
    #[error("{asked} lies before {reached}, which is reached; use a later time")]
    Past {
        /// The time of the command.
        asked: Time,
        /// The time already reached.
        reached: Time,
    },
}
