//! A call inside voice apps, from the moment it is taken until an agent's conversation ends.

use ringback_engine::queues::CallKey;

use super::ExceptionKind;
use ringback_engine::WakeId;

use crate::{Contact, RawId, Time};

/// One call.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Whose contact it is.
    pub(super) contact: Option<Contact>,
    /// The resource account that is a party of the call on behalf of the voice app.
    pub(super) app: RawId,
    /// The resource account that takes over when the call arrives in the next queue, where it is reached by one.
    pub(super) next_app: Option<RawId>,
    /// Its name in the engine, while it is there.
    pub(super) key: Option<CallKey>,
    /// Where it is.
    pub(super) stage: Stage,
}

/// Where a call is. Queues, people and groups are indices into the declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is being put into a queue.
    Entering,
    /// It hears the greeting of a queue or waits there, ringing or not.
    Waiting { queue: usize },
    /// An exception of a queue has fired, and a prompt may play.
    Leaving {
        queue: usize,
        exception: ExceptionKind,
        timer: Option<WakeId>,
    },
    /// It is at a shared voicemail.
    Voicemail {
        queue: usize,
        group: usize,
        step: VoicemailStep,
        timer: WakeId,
    },
    /// An agent has it.
    Answered { person: usize },
}

/// How far a shared voicemail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VoicemailStep {
    /// The greeting plays; then the built-in prompt, unless suppressed.
    Greeting(crate::declaration::SystemPrompt),
    /// The built-in prompt plays.
    SystemPrompt,
    /// The caller speaks.
    Recording {
        /// Since when.
        since: Time,
    },
}
