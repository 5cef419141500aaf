//! Mute a participant.

use serde::{Deserialize, Serialize};

use crate::identifier::CommunicationIdentifier;

/// Mutes a participant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MuteParticipantsRequest {
    /// Whom; a list of one.
    pub target_participants: Vec<CommunicationIdentifier>,
    /// Repeated in the answer.
    #[serde(default)]
    pub operation_context: Option<String>,
}

/// The answer to a mute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MuteParticipantsResult {
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_context: Option<String>,
}
