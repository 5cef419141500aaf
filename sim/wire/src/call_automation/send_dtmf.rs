//! Send tones to a phone; since 2023-10-15.

use serde::{Deserialize, Serialize};

use super::Tone;
use crate::identifier::CommunicationIdentifier;

/// Sends tones.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SendDtmfTonesRequest {
    /// Which, one after another.
    pub tones: Vec<Tone>,
    /// To whom.
    pub target_participant: CommunicationIdentifier,
    /// Echoed in the operation's events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// Where this operation's events go instead.
    #[serde(default)]
    pub operation_callback_uri: Option<String>,
}

/// The answer to tones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SendDtmfTonesResult {
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_context: Option<String>,
}
