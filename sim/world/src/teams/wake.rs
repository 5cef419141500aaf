//! What can become due in voice apps, outside the engine's own agenda.

/// A voice app's timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {}
