//! Recording: whether people may record their calls.
//!
//! Source: "New-CsTeamsCallingPolicy", Microsoft Teams PowerShell reference, 2026; the default is that of "Teams settings and
//! policies reference", Microsoft Learn, 2025.

use serde::{Deserialize, Serialize};

/// Whether a person's calling policy lets them record their calls (`AllowCloudRecordingForCalls`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CloudRecording {
    /// It does.
    Allowed,
    /// It does not.
    #[default]
    NotAllowed,
}
