//! Answer, reject, redirect, look at and transfer a call.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::identifier::{CommunicationIdentifier, CommunicationUser, PhoneNumber};

/// Answers an incoming call.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerCallRequest {
    /// The token of the `IncomingCall` event.
    pub incoming_call_context: String,
    /// Where the call's events go.
    pub callback_uri: String,
    /// Echoed in the call's own events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// The speech service.
    #[serde(default)]
    pub call_intelligence_options: Option<CallIntelligenceOptions>,
    /// The identity to answer as.
    #[serde(default)]
    pub answered_by: Option<CommunicationUser>,
    /// A stream of the call's sound; since 2024-06-15-preview.
    #[serde(default)]
    pub media_streaming_options: Option<serde_json::Value>,
    /// A transcription; since 2024-06-15-preview.
    #[serde(default)]
    pub transcription_options: Option<serde_json::Value>,
}

/// The speech service of a call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallIntelligenceOptions {
    /// Its address.
    #[serde(default)]
    pub cognitive_services_endpoint: Option<String>,
}

/// Sends an incoming call elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RedirectCallRequest {
    /// The token of the `IncomingCall` event.
    pub incoming_call_context: String,
    /// To whom.
    pub target: CommunicationIdentifier,
}

/// Refuses an incoming call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RejectCallRequest {
    /// The token of the `IncomingCall` event.
    pub incoming_call_context: String,
    /// Why; no reason when absent.
    #[serde(default)]
    pub call_reject_reason: Option<CallRejectReason>,
}

/// Why a call is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CallRejectReason {
    /// No reason.
    None,
    /// Busy.
    Busy,
    /// Forbidden.
    Forbidden,
}

/// Transfers a call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferToParticipantRequest {
    /// To whom.
    pub target_participant: CommunicationIdentifier,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Who is transferred, in a call of more than two.
    #[serde(default)]
    pub transferee: Option<CommunicationIdentifier>,
    /// Where this operation's events go instead.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
    /// Headers that travel with the call.
    #[serde(default)]
    pub custom_calling_context: Option<CustomCallingContext>,
    /// The caller id that the target sees; since 2024-06-15-preview.
    #[serde(default)]
    pub source_caller_id_number: Option<PhoneNumber>,
}

/// Headers that travel with a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomCallingContext {
    /// For VoIP targets.
    #[serde(default)]
    pub voip_headers: Option<BTreeMap<String, String>>,
    /// For phone targets.
    #[serde(default)]
    pub sip_headers: Option<BTreeMap<String, String>>,
}

/// The answer to a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransferCallResponse {
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_context: Option<String>,
}

/// The state of a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum CallConnectionState {
    /// Answered, and nothing else known yet.
    Unknown,
    /// On its way.
    Connecting,
    /// Up.
    Connected,
    /// A transfer runs.
    Transferring,
    /// The transfer was taken.
    TransferAccepted,
    /// On its way down.
    Disconnecting,
    /// Down.
    Disconnected,
}

/// A leg of the application in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallConnectionProperties {
    /// Names the leg.
    pub call_connection_id: String,
    /// Names the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_call_id: Option<String>,
    /// Who was called.
    pub targets: Vec<CommunicationIdentifier>,
    /// The state.
    pub call_connection_state: CallConnectionState,
    /// Where the call's events go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_uri: Option<String>,
    /// The caller id used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_caller_id_number: Option<PhoneNumber>,
    /// The caller's shown name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_display_name: Option<String>,
    /// The caller, or the application itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CommunicationIdentifier>,
    /// One id for all events of the call.
    pub correlation_id: String,
    /// The identity that answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<CommunicationUser>,
    /// The number that was dialled; since 2024-06-15-preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_for: Option<PhoneNumber>,
}

/// One participant of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallParticipant {
    /// Who.
    pub identifier: CommunicationIdentifier,
    /// Whether they are muted.
    pub is_muted: bool,
    /// Whether they are on hold; since 2024-06-15-preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_on_hold: Option<bool>,
}

/// The participants of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GetParticipantsResponse {
    /// All of them: there is one page.
    pub value: Vec<CallParticipant>,
}
