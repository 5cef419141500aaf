//! What a far end does when it rings and nobody plays it.

use serde::{Deserialize, Serialize};

use crate::Span;

/// What a far end does when it rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answering {
    /// What.
    pub mode: AnsweringMode,
    /// How long after the ringing began.
    pub after: Span,
}

/// The ways of a far end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnsweringMode {
    /// Picks up.
    Answer,
    /// Refuses the call.
    Decline,
    /// Is busy.
    Busy,
    /// Lets it ring.
    Ignore,
    /// Cannot be reached.
    Unreachable,
}
