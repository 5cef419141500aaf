//! The callback events, and from which version on legs receive them.
//!
//! Source: changelogs and documents of Call Automation, 2023 to 2026.

/// The events, by their published names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    CallConnected,
    AnswerFailed,
    CallDisconnected,
    ParticipantsUpdated,
    PlayStarted,
    PlayCompleted,
    PlayFailed,
    PlayCanceled,
    RecognizeCompleted,
    RecognizeFailed,
    RecognizeCanceled,
    CallTransferAccepted,
    CallTransferFailed,
    HoldFailed,
    SendDtmfTonesCompleted,
    SendDtmfTonesFailed,
    ContinuousDtmfRecognitionToneReceived,
    ContinuousDtmfRecognitionToneFailed,
    ContinuousDtmfRecognitionStopped,
    CreateCallFailed,
    ConnectFailed,
    AddParticipantSucceeded,
    AddParticipantFailed,
    CancelAddParticipantSucceeded,
    CancelAddParticipantFailed,
    RemoveParticipantSucceeded,
    RemoveParticipantFailed,
}

impl Event {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::CallConnected => "CallConnected",
            Self::AnswerFailed => "AnswerFailed",
            Self::CallDisconnected => "CallDisconnected",
            Self::ParticipantsUpdated => "ParticipantsUpdated",
            Self::PlayStarted => "PlayStarted",
            Self::PlayCompleted => "PlayCompleted",
            Self::PlayFailed => "PlayFailed",
            Self::PlayCanceled => "PlayCanceled",
            Self::RecognizeCompleted => "RecognizeCompleted",
            Self::RecognizeFailed => "RecognizeFailed",
            Self::RecognizeCanceled => "RecognizeCanceled",
            Self::CallTransferAccepted => "CallTransferAccepted",
            Self::CallTransferFailed => "CallTransferFailed",
            Self::HoldFailed => "HoldFailed",
            Self::SendDtmfTonesCompleted => "SendDtmfTonesCompleted",
            Self::SendDtmfTonesFailed => "SendDtmfTonesFailed",
            Self::ContinuousDtmfRecognitionToneReceived => "ContinuousDtmfRecognitionToneReceived",
            Self::ContinuousDtmfRecognitionToneFailed => "ContinuousDtmfRecognitionToneFailed",
            Self::ContinuousDtmfRecognitionStopped => "ContinuousDtmfRecognitionStopped",
            Self::CreateCallFailed => "CreateCallFailed",
            Self::ConnectFailed => "ConnectFailed",
            Self::AddParticipantSucceeded => "AddParticipantSucceeded",
            Self::AddParticipantFailed => "AddParticipantFailed",
            Self::CancelAddParticipantSucceeded => "CancelAddParticipantSucceeded",
            Self::CancelAddParticipantFailed => "CancelAddParticipantFailed",
            Self::RemoveParticipantSucceeded => "RemoveParticipantSucceeded",
            Self::RemoveParticipantFailed => "RemoveParticipantFailed",
        }
    }

    /// The first version whose legs receive it.
    pub(super) fn since(self) -> &'static str {
        match self {
            Self::PlayStarted | Self::HoldFailed | Self::CreateCallFailed | Self::ConnectFailed => {
                "2024-06-15-preview"
            }
            Self::AnswerFailed => "2024-09-15",
            Self::SendDtmfTonesCompleted
            | Self::SendDtmfTonesFailed
            | Self::CancelAddParticipantSucceeded
            | Self::CancelAddParticipantFailed
            | Self::ContinuousDtmfRecognitionToneReceived
            | Self::ContinuousDtmfRecognitionToneFailed
            | Self::ContinuousDtmfRecognitionStopped => "2023-10-15",
            Self::CallConnected
            | Self::CallDisconnected
            | Self::ParticipantsUpdated
            | Self::PlayCompleted
            | Self::PlayFailed
            | Self::PlayCanceled
            | Self::RecognizeCompleted
            | Self::RecognizeFailed
            | Self::RecognizeCanceled
            | Self::CallTransferAccepted
            | Self::CallTransferFailed
            | Self::AddParticipantSucceeded
            | Self::AddParticipantFailed
            | Self::RemoveParticipantSucceeded
            | Self::RemoveParticipantFailed => "2023-01-15-preview",
        }
    }

    /// Whether legs of the document 2024-04-15 get a result with it.
    pub(super) fn always_has_result(self) -> bool {
        match self {
            Self::CallConnected
            | Self::CallDisconnected
            | Self::ParticipantsUpdated
            | Self::CancelAddParticipantSucceeded
            | Self::PlayCanceled
            | Self::RecognizeCanceled => false,
            Self::AnswerFailed
            | Self::PlayStarted
            | Self::PlayCompleted
            | Self::PlayFailed
            | Self::RecognizeCompleted
            | Self::RecognizeFailed
            | Self::CallTransferAccepted
            | Self::CallTransferFailed
            | Self::HoldFailed
            | Self::SendDtmfTonesCompleted
            | Self::SendDtmfTonesFailed
            | Self::ContinuousDtmfRecognitionToneReceived
            | Self::ContinuousDtmfRecognitionToneFailed
            | Self::ContinuousDtmfRecognitionStopped
            | Self::CreateCallFailed
            | Self::ConnectFailed
            | Self::AddParticipantSucceeded
            | Self::AddParticipantFailed
            | Self::CancelAddParticipantFailed
            | Self::RemoveParticipantSucceeded
            | Self::RemoveParticipantFailed => true,
        }
    }
}
