//! Join a call that goes on.

use serde::Deserialize;

use super::CallIntelligenceOptions;

/// Joins a call that goes on; since 2024-06-15-preview.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectRequest {
    /// Which call.
    pub call_locator: CallLocator,
    /// Where the call's events go.
    pub callback_uri: String,
    /// Echoed in the call's own events.
    #[serde(default)]
    pub operation_context: Option<String>,
    /// The speech service.
    #[serde(default)]
    pub call_intelligence_options: Option<CallIntelligenceOptions>,
    /// A stream of the call's sound; after 2024-06-15-preview.
    #[serde(default)]
    pub media_streaming_options: Option<serde_json::Value>,
    /// A transcription; after 2024-06-15-preview.
    #[serde(default)]
    pub transcription_options: Option<serde_json::Value>,
}

/// How a call is named. `kind` may be left out: then the member that is there decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallLocator {
    /// `serverCallLocator`, `groupCallLocator` or `roomCallLocator`.
    #[serde(default)]
    pub kind: Option<String>,
    /// The server call id.
    #[serde(default)]
    pub server_call_id: Option<String>,
    /// The id of a group.
    #[serde(default)]
    pub group_call_id: Option<String>,
    /// The id of a room.
    #[serde(default)]
    pub room_id: Option<String>,
}
