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
    /// A parked call comes back to who parked it.
    ParkedTooLong {
        /// The call.
        call: CallId,
    },
}
