//! The data of callback events.
//!
//! Every event has the same core, and the few that carry more have members of their own, so one type serves all:
//! absent members are left out. Names and members are those of the document 2026-03-12.

use serde::Serialize;

use super::{CallParticipant, Tone};
use crate::identifier::CommunicationIdentifier;

/// The data of a callback event.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallEventData {
    /// `ParticipantsUpdated`: everyone in the call, the application included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participants: Option<Vec<CallParticipant>>,
    /// `ParticipantsUpdated`: from 1 for each leg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence_number: Option<u32>,
    /// `AddParticipantSucceeded`, `RemoveParticipantSucceeded` and their failures: who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant: Option<CommunicationIdentifier>,
    /// `CancelAddParticipantSucceeded` and its failure: which invitation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invitation_id: Option<String>,
    /// `CallTransferAccepted`: to whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer_target: Option<CommunicationIdentifier>,
    /// `CallTransferAccepted`: who was transferred; since 2023-10-15.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transferee: Option<CommunicationIdentifier>,
    /// `PlayFailed`, `RecognizeFailed`: which source, from 0; since 2024-06-15-preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed_play_source_index: Option<u32>,
    /// `RecognizeCompleted`: which of the three results there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognition_type: Option<RecognitionType>,
    /// `RecognizeCompleted`: keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dtmf_result: Option<DtmfResult>,
    /// `RecognizeCompleted`: a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice_result: Option<ChoiceResult>,
    /// `RecognizeCompleted`: free speech.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speech_result: Option<SpeechResult>,
    /// `ContinuousDtmfRecognitionToneReceived`: from 1, one more for each key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence_id: Option<u32>,
    /// `ContinuousDtmfRecognitionToneReceived`: which key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<Tone>,
    /// The version that the leg was made with.
    pub version: String,
    /// The request's context; `ParticipantsUpdated` never has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_context: Option<String>,
    /// The result. Not in every event of 2024-04-15.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_information: Option<ResultInformation>,
    /// Names the leg.
    pub call_connection_id: String,
    /// Names the call.
    pub server_call_id: String,
    /// One id for all events of the call.
    pub correlation_id: String,
    /// The event's type once more.
    pub public_event_type: String,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultInformation {
    /// SIP-like.
    pub code: u16,
    /// The reason.
    pub sub_code: u32,
    /// A text for people.
    pub message: String,
}

/// What was recognized: narrower than what can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RecognitionType {
    /// Keys.
    Dtmf,
    /// A choice.
    Choices,
    /// Free speech.
    Speech,
}

/// Recognized keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DtmfResult {
    /// Which.
    pub tones: Vec<Tone>,
}

/// A recognized choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceResult {
    /// Its label.
    pub label: String,
    /// What was said; absent when a key was pressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognized_phrase: Option<String>,
    /// 0 to 1; since 2024-06-15-preview, for speech alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// Recognized speech.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeechResult {
    /// What was said.
    pub speech: String,
    /// 0 to 1; since 2024-06-15-preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}
