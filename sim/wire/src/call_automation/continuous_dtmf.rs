//! Follow the keys of a participant; since 2023-10-15.

use serde::Deserialize;

use crate::identifier::CommunicationIdentifier;

/// Begins or ends to follow the keys of a participant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ContinuousDtmfRecognitionRequest {
    /// Whose.
    pub target_participant: CommunicationIdentifier,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events go instead.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}
