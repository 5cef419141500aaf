//! What happens in voice apps.

use serde::{Deserialize, Serialize};

use super::Presence;
use crate::{Span, calls::CallId, declaration::ConferenceMode};

/// Which exception of a queue fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExceptionKind {
    /// Too many were waiting.
    Overflow,
    /// The call had waited too long.
    Timeout,
    /// Nobody was there.
    NoAgents,
}

/// What happened in a voice app or to an agent. Queues, people and groups are named by their short names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A call has entered a queue and waits (or hears its greeting).
    Queued {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// How many waited before it.
        waiting: u32,
    },
    /// A call rings at an agent.
    Offered {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The agent.
        agent: String,
    },
    /// An offer is over without an answer of this agent.
    OfferEnded {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The agent.
        agent: String,
        /// How.
        how: OfferEnd,
    },
    /// An agent has the call.
    AnsweredByAgent {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The agent.
        agent: String,
        /// How long the call had waited in this queue.
        waited: Span,
        /// Whether the agent joined the caller's conference or was transferred the call.
        mode: ConferenceMode,
    },
    /// The caller hung up while waiting.
    Abandoned {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// How long the call had waited in this queue.
        waited: Span,
    },
    /// An exception fired: what the queue's record carries.
    Redirected {
        /// The call.
        call: CallId,
        /// The queue that it leaves.
        queue: String,
        /// Which exception.
        exception: ExceptionKind,
        /// `disconnect`, `disconnect-with-busy`, `queue`, `shared-voicemail`.
        action: String,
        /// The target's name, where there is one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        target: Option<String>,
        /// How long the call had waited in this queue.
        waited: Span,
    },
    /// A redirect could not be carried out; the call ends.
    RedirectFailed {
        /// The call.
        call: CallId,
        /// The queue that it left.
        queue: String,
        /// Why.
        why: String,
    },
    /// A caller reached shared voicemail: the greeting begins.
    VoicemailReached {
        /// The call.
        call: CallId,
        /// The group.
        group: String,
        /// What the caller hears.
        greeting: String,
    },
    /// A message was left.
    VoicemailLeft {
        /// The call.
        call: CallId,
        /// The group.
        group: String,
        /// How long it is.
        takes: Span,
    },
    /// A caller hears a prompt of a voice app.
    VoiceAppPrompt {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// What is said.
        says: String,
    },
    /// A person's presence changed.
    PresenceChanged {
        /// Who.
        person: String,
        /// To what.
        presence: Presence,
    },
    /// A person opted in to a queue or out of it.
    OptedChanged {
        /// Who.
        person: String,
        /// The queue.
        queue: String,
        /// In or out.
        opted: super::command::Opted,
    },
}

/// How an offer ended that its agent did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfferEnd {
    /// The agent dismissed it.
    Declined,
    /// The alert time passed.
    Missed,
    /// Somebody else answered, the caller left, or an exception fired.
    Withdrawn,
}
