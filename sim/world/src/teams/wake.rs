//! What can become due in voice apps, outside the engine's own agenda.

use crate::calls::CallId;

/// A voice app's timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// What the caller hears is over, or the longest message is: the call goes a step on.
    Next {
        /// The call.
        call: CallId,
    },
    /// A shift of a queue begins or ends.
    Shift {
        /// The queue.
        queue: usize,
    },
    /// The music of a caller who waits is over.
    TrackEnd {
        /// The call.
        call: CallId,
    },
}
