//! The operation that a fact about a leg belongs to.

use ringback_world::calls::Fact;

use crate::callbacks::Operation;

/// Finds the operation whose own callback address an event goes to; none for events of the call.
pub(super) fn operation(what: &Fact) -> Option<Operation> {
    match what {
        Fact::PlayStarted { operation, .. }
        | Fact::PlayCompleted { operation, .. }
        | Fact::PlayFailed { operation, .. }
        | Fact::PlayCanceled { operation, .. }
        | Fact::RecognizeCompleted { operation, .. }
        | Fact::RecognizeFailed { operation, .. }
        | Fact::RecognizeCanceled { operation, .. } => Some(Operation::Numbered(*operation)),
        Fact::HoldFailed(ended)
        | Fact::SendDtmfTonesCompleted(ended)
        | Fact::SendDtmfTonesFailed(ended)
        | Fact::ContinuousDtmfRecognitionToneFailed(ended)
        | Fact::ContinuousDtmfRecognitionStopped(ended) => {
            Some(Operation::Numbered(ended.operation))
        }
        Fact::ContinuousDtmfRecognitionToneReceived(tone) => {
            Some(Operation::Numbered(tone.operation))
        }
        Fact::AddParticipantSucceeded(outcome)
        | Fact::AddParticipantFailed(outcome)
        | Fact::RemoveParticipantSucceeded(outcome)
        | Fact::RemoveParticipantFailed(outcome) => Some(Operation::Numbered(outcome.operation)),
        Fact::CancelAddParticipantSucceeded(outcome)
        | Fact::CancelAddParticipantFailed(outcome) => Some(Operation::Numbered(outcome.operation)),
        Fact::CallTransferAccepted { .. } | Fact::CallTransferFailed { .. } => {
            Some(Operation::Transfer)
        }
        Fact::ParticipantsUpdated { .. }
        | Fact::CallConnected { .. }
        | Fact::AnswerFailed { .. }
        | Fact::CallDisconnected { .. }
        | Fact::Placed { .. }
        | Fact::IncomingCall { .. }
        | Fact::Ringing { .. }
        | Fact::AnsweredByImplementation { .. }
        | Fact::RejectedByImplementation { .. }
        | Fact::RedirectedByImplementation { .. }
        | Fact::PartyConnected { .. }
        | Fact::PartyLeft { .. }
        | Fact::Pressed { .. }
        | Fact::Said { .. }
        | Fact::TonesHeard { .. }
        | Fact::Muted { .. }
        | Fact::Unmuted { .. }
        | Fact::Held { .. }
        | Fact::Resumed { .. }
        | Fact::MediaStarted { .. }
        | Fact::MediaStopped { .. }
        | Fact::CallEnded { .. }
        | Fact::Listening { .. }
        | Fact::TransferRequested { .. }
        | Fact::CreatedByImplementation { .. }
        | Fact::CreateCallFailed(_)
        | Fact::ConnectedByImplementation { .. }
        | Fact::ConnectFailed(_)
        | Fact::ParticipantInvited { .. } => None,
    }
}
