//! What a caller of a queue hears while waiting, and when they may ask to be called back.
//!
//! Source: "New-CsCallQueue", Microsoft Teams PowerShell reference, 2026; "Create a call queue", Microsoft Learn, 2025-02-05.

use serde::{Deserialize, Serialize};

use super::Prompt;
use crate::{Span, calls::Tone};

/// The music that a waiting caller hears over and over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Music {
    /// The name of the file; nothing is the default music.
    pub file: Option<String>,
    /// How long it takes until it begins anew.
    pub takes: Span,
}

impl Music {
    /// How long the default music takes ("Create a call queue", Microsoft Learn, 2025-02-05).
    const DEFAULT_TAKES: Span = Span::from_secs(120);
}

impl Default for Music {
    fn default() -> Self {
        Self {
            file: None,
            takes: Self::DEFAULT_TAKES,
        }
    }
}

/// When waiting callers are offered to be called back, and how. Any one of the three thresholds suffices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// The key that accepts the offer.
    pub key: Tone,
    /// The offer is made to the caller in front who has waited longer than this.
    pub after_waiting: Option<Span>,
    /// It is made to callers whom so many others were waiting before when they came.
    pub calls_in_queue: Option<u32>,
    /// It is made to callers who found more than so many others for each agent who is opted in.
    pub calls_per_agent: Option<u32>,
    /// The offer.
    pub prompt: Prompt,
    /// The group that is told of requests that came to nothing, an index into [`super::Tenant::groups`].
    pub mail_to: usize,
}
