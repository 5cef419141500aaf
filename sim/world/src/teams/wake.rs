//! What can become due in voice apps, outside the engine's own agenda.

use ringback_engine::queues::Readiness;

use crate::calls::CallId;

/// A voice app's timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// What the caller hears is over, or the longest message is: the call goes a step on.
    Next {
        /// The call.
        call: CallId,
    },
    /// Somebody begins or ceases to take part in a queue.
    TakingPart {
        /// The queue.
        queue: usize,
    },
    /// A presence reaches the queues.
    Presence {
        /// Whose.
        person: usize,
        /// What it means to them.
        readiness: Readiness,
    },
    /// A person has done nothing for a while.
    Inactive {
        /// Who.
        person: usize,
    },
    /// The caller of a call that must be recorded, and is not, is let go.
    Unrecorded {
        /// The call.
        call: CallId,
    },
    /// A recorder bot drops out. Queue and template are indices into the declaration.
    RecorderLeaves {
        /// The call.
        call: CallId,
        /// The queue that it came from.
        queue: usize,
        /// The bot's template.
        template: usize,
    },
    /// A parked call comes back to who parked it.
    ParkedTooLong {
        /// The call.
        call: CallId,
    },
    /// The music of a caller who waits is over.
    TrackEnd {
        /// The call.
        call: CallId,
    },
}
