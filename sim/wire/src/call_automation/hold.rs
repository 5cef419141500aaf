//! Put a participant on hold and take them off it; since 2024-06-15-preview.

use serde::Deserialize;

use super::PlaySource;
use crate::identifier::CommunicationIdentifier;

/// Puts a participant on hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HoldRequest {
    /// Whom.
    pub target_participant: CommunicationIdentifier,
    /// What they hear meanwhile.
    #[serde(default)]
    pub play_source_info: Option<PlaySource>,
    /// Echoed in the operation's event.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's event goes instead.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}

/// Takes a participant off hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnholdRequest {
    /// Whom.
    pub target_participant: CommunicationIdentifier,
    /// Echoed in the operation's events, of which there are none.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events would go instead; not in 2024-06-15-preview.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}
