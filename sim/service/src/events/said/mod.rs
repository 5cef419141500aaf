//! What facts say to the leg that they are about.

mod call;
mod media;
mod people;

use ringback_wire::call_automation::{CallEventData, ResultInformation};
use ringback_world::calls::{self, CallConnectionId, Fact};

use super::callback_event::Event;
use crate::callbacks::Operation;

/// What a fact says to the leg that it is about.
pub(super) struct Said<'a> {
    pub(super) event: Event,
    pub(super) connection: &'a CallConnectionId,
    /// The operation that it belongs to, whose own callback address it goes to; nothing for events of the call.
    pub(super) operation: Option<Operation>,
    pub(super) context: Option<&'a String>,
    pub(super) result: ResultInformation,
    pub(super) data: CallEventData,
}

/// Reads a fact about a leg; other facts say nothing to anybody.
pub(super) fn said(what: &Fact) -> Option<Said<'_>> {
    let said = match what {
        Fact::ParticipantsUpdated(updated) => call::participants(updated),
        Fact::CallConnected(outcome) => call::outcome(Event::CallConnected, outcome),
        Fact::AnswerFailed(outcome) => call::outcome(Event::AnswerFailed, outcome),
        Fact::CallDisconnected(outcome) => call::outcome(Event::CallDisconnected, outcome),
        Fact::CreateCallFailed(outcome) => call::outcome(Event::CreateCallFailed, outcome),
        Fact::ConnectFailed(outcome) => call::outcome(Event::ConnectFailed, outcome),
        Fact::CallTransferAccepted(accepted) => call::transfer_accepted(accepted),
        Fact::CallTransferFailed(outcome) => call::transfer_failed(outcome),
        Fact::PlayStarted(started) => media::started(started),
        Fact::PlayCompleted(ended) => media::ended(Event::PlayCompleted, ended),
        Fact::PlayFailed(failed) => media::failed(Event::PlayFailed, failed),
        Fact::PlayCanceled(ended) => media::ended(Event::PlayCanceled, ended),
        Fact::RecognizeCompleted(completed) => media::recognized(completed),
        Fact::RecognizeFailed(failed) => media::failed(Event::RecognizeFailed, failed),
        Fact::RecognizeCanceled(ended) => media::ended(Event::RecognizeCanceled, ended),
        Fact::HoldFailed(ended) => media::ended(Event::HoldFailed, ended),
        Fact::SendDtmfTonesCompleted(ended) => media::ended(Event::SendDtmfTonesCompleted, ended),
        Fact::SendDtmfTonesFailed(ended) => media::ended(Event::SendDtmfTonesFailed, ended),
        Fact::ContinuousDtmfRecognitionToneReceived(tone) => media::tone(tone),
        Fact::ContinuousDtmfRecognitionToneFailed(ended) => {
            media::ended(Event::ContinuousDtmfRecognitionToneFailed, ended)
        }
        Fact::ContinuousDtmfRecognitionStopped(ended) => {
            media::ended(Event::ContinuousDtmfRecognitionStopped, ended)
        }
        Fact::AddParticipantSucceeded(outcome) => {
            people::participant(Event::AddParticipantSucceeded, outcome)
        }
        Fact::AddParticipantFailed(outcome) => {
            people::participant(Event::AddParticipantFailed, outcome)
        }
        Fact::RemoveParticipantSucceeded(outcome) => {
            people::participant(Event::RemoveParticipantSucceeded, outcome)
        }
        Fact::RemoveParticipantFailed(outcome) => {
            people::participant(Event::RemoveParticipantFailed, outcome)
        }
        Fact::CancelAddParticipantSucceeded(outcome) => {
            people::invitation(Event::CancelAddParticipantSucceeded, outcome)
        }
        Fact::CancelAddParticipantFailed(outcome) => {
            people::invitation(Event::CancelAddParticipantFailed, outcome)
        }
        Fact::Placed { .. }
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
        | Fact::RecordingStarted { .. }
        | Fact::RecordingStopped { .. }
        | Fact::RecordingStateTold { .. }
        | Fact::CallEnded { .. }
        | Fact::Listening { .. }
        | Fact::TransferRequested { .. }
        | Fact::CreatedByImplementation { .. }
        | Fact::ConnectedByImplementation { .. }
        | Fact::ParticipantInvited { .. } => return None,
    };
    Some(said)
}

fn published(result: &calls::ResultInformation) -> ResultInformation {
    ResultInformation {
        code: result.code,
        sub_code: result.sub_code,
        message: result.message.clone(),
    }
}
