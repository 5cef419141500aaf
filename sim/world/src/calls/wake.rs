//! What can become due in calls.

use super::{AnsweringMode, CallConnectionId, CallId, rings::RingId};

/// A call's timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// Nobody has taken what rings in time.
    RingOut {
        /// The call.
        call: CallId,
        /// What rings in it.
        ring: RingId,
    },
    /// The implementation has not taken in time what rings at a person as well.
    TokenOut {
        /// The call.
        call: CallId,
        /// What rings in it.
        ring: RingId,
    },
    /// The network lets no call through from this caller.
    Blocked {
        /// The call.
        call: CallId,
        /// What was to ring in it.
        ring: RingId,
    },
    /// A far end does what it does when it rings.
    FarEnd {
        /// The call.
        call: CallId,
        /// What rings in it.
        ring: RingId,
        /// What.
        mode: AnsweringMode,
    },
    /// A prompt is over, or a silence has lasted long enough.
    Media {
        /// The leg.
        connection: CallConnectionId,
        /// The operation's number on it.
        operation: u64,
    },
}
