//! What can become due in calls.

use super::CallId;

/// A call's timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// Nobody has taken the call in time.
    RingOut {
        /// The call.
        call: CallId,
    },
}
