//! What can become due in calls.

use super::{AnsweringMode, CallConnectionId, CallId};

/// A call's timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// Nobody has taken the call in time.
    RingOut {
        /// The call.
        call: CallId,
    },
    /// A far end does what it does when it rings.
    FarEnd {
        /// The call.
        call: CallId,
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
