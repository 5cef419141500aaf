//! Call somebody.

use serde::Deserialize;

use super::CallIntelligenceOptions;
use crate::identifier::{CommunicationIdentifier, CommunicationUser, PhoneNumber};

/// Calls somebody, or several at once.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateCallRequest {
    /// Whom.
    pub targets: Vec<CommunicationIdentifier>,
    /// The number that phones see.
    #[serde(default)]
    pub source_caller_id_number: Option<PhoneNumber>,
    /// The name that people see.
    #[serde(default)]
    pub source_display_name: Option<String>,
    /// The identity to call as.
    #[serde(default)]
    pub source: Option<CommunicationUser>,
    /// Echoed in the call's own events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where the call's events go.
    pub callback_uri: String,
    /// The speech service.
    #[serde(default)]
    pub call_intelligence_options: Option<CallIntelligenceOptions>,
    /// A stream of the call's sound; since 2024-06-15-preview.
    #[serde(default)]
    pub media_streaming_options: Option<serde_json::Value>,
    /// A transcription; since 2024-06-15-preview.
    #[serde(default)]
    pub transcription_options: Option<serde_json::Value>,
    /// The Teams app to call as; since 2025-05-15.
    #[serde(default)]
    pub teams_app_source: Option<serde_json::Value>,
}
