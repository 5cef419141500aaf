//! What can become due in chat.

use super::ThreadId;

/// A chat's timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// A thread's retention has run out.
    RetentionOver {
        /// The thread.
        thread: ThreadId,
    },
}
