//! Which events exist from which `api-version` on. Versions are dates and compare as text.
//!
//! Source: changelogs and OpenAPI documents of Call Automation, 2024 to 2026.

use super::ApiVersion;

/// The first version with `PlayStarted` (a preview; stable from 2024-09-15).
const PLAY_STARTED: &str = "2024-06-15-preview";
/// The first version with `AnswerFailed`.
const FAILED_EVENTS: &str = "2024-09-15";

/// Tells whether legs of this version are told that a play has started.
pub(super) fn has_play_started(version: &ApiVersion) -> bool {
    version.0.as_str() >= PLAY_STARTED
}

/// Tells whether legs of this version are told apart why an answer failed.
pub(super) fn has_failed_events(version: &ApiVersion) -> bool {
    version.0.as_str() >= FAILED_EVENTS
}
