//! Bring participants in, withdraw their invitations, send them away.

use serde::{Deserialize, Serialize};

use super::{CallParticipant, CustomCallingContext};
use crate::identifier::{CommunicationIdentifier, PhoneNumber};

/// Invites somebody into the call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AddParticipantRequest {
    /// Whom.
    pub participant_to_add: CommunicationIdentifier,
    /// The number that phones see.
    #[serde(default)]
    pub source_caller_id_number: Option<PhoneNumber>,
    /// The name that people see.
    #[serde(default)]
    pub source_display_name: Option<String>,
    /// How long it rings, 0 to 180 s; without one, or with 0, as long as the network lets it.
    #[serde(default)]
    pub invitation_timeout_in_seconds: Option<i64>,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events go instead; since 2023-10-15.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
    /// Headers that travel with the invitation; since 2023-10-15.
    #[serde(default)]
    pub custom_calling_context: Option<CustomCallingContext>,
}

/// The answer to an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AddParticipantResponse {
    /// Whom.
    pub participant: CallParticipant,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_context: Option<String>,
    /// Names the invitation.
    pub invitation_id: String,
}

/// Withdraws an invitation; since 2023-10-15.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelAddParticipantRequest {
    /// Which.
    pub invitation_id: String,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events go instead.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}

/// The answer to a withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelAddParticipantResponse {
    /// Which.
    pub invitation_id: String,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_context: Option<String>,
}

/// Sends somebody out of the call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoveParticipantRequest {
    /// Whom.
    pub participant_to_remove: CommunicationIdentifier,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events go instead; since 2023-10-15.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}

/// The answer to a removal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoveParticipantResponse {
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_context: Option<String>,
}
