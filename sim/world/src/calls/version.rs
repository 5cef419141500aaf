//! Which events exist from which `api-version` on. Versions are dates and compare as text.
//!
//! Source: changelogs and OpenAPI documents of Call Automation, 2024 to 2026.

use super::ApiVersion;

/// The first version with `PlayStarted` (a preview; stable from 2024-09-15).
const PLAY_STARTED: &str = "2024-06-15-preview";
/// The first version with `AnswerFailed`.
const ANSWER_FAILED: &str = "2024-09-15";
/// The first version with `CreateCallFailed` and `ConnectFailed` (a preview; stable from 2024-09-15).
const CREATE_FAILED: &str = "2024-06-15-preview";

/// Tells whether legs of this version are told that a play has started.
pub(super) fn has_play_started(version: &ApiVersion) -> bool {
    version.0.as_str() >= PLAY_STARTED
}

/// What can fail before a leg is up.
#[derive(Clone, Copy, Debug)]
pub(super) enum Failed {
    /// An answer.
    Answer,
    /// A create.
    Create,
    /// A connect.
    Connect,
}

/// Tells whether legs of this version are told apart why it failed.
pub(super) fn has_failed_events(version: &ApiVersion, failed: Failed) -> bool {
    let since = match failed {
        Failed::Answer => ANSWER_FAILED,
        Failed::Create | Failed::Connect => CREATE_FAILED,
    };
    version.0.as_str() >= since
}
