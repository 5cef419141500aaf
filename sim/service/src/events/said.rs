//! What facts say to the leg that they are about.

use ringback_wire::call_automation::{
    CallEventData, ChoiceResult, DtmfResult, RecognitionType, ResultInformation, SpeechResult,
};
use ringback_world::calls::{self, CallConnectionId, Recognized};

use super::{callback_event::Event, said_media, said_people};
use crate::{
    calls::{participant, published_tone},
    identifier::published,
};

/// Speech is understood without doubt: simulated people say exactly what was heard.
const CONFIDENCE: f64 = 1.0;
/// Everything that participants can tell; older versions are told less.
const EVERYTHING: &str = "2026-03-12";

/// What a fact says to the leg that it is about.
pub(super) struct Said<'a> {
    pub(super) event: Event,
    pub(super) connection: &'a CallConnectionId,
    pub(super) context: Option<&'a String>,
    pub(super) result: ResultInformation,
    pub(super) data: CallEventData,
}

/// Reads a fact about a leg; other facts say nothing to anybody.
pub(super) fn said(what: &calls::Fact) -> Option<Said<'_>> {
    let none = CallEventData::default();
    match what {
        calls::Fact::ParticipantsUpdated {
            connection,
            sequence_number,
            participants,
            ..
        } => Some(Said {
            event: Event::ParticipantsUpdated,
            connection,
            context: None,
            result: ResultInformation {
                code: 200,
                sub_code: 0,
                message: String::new(),
            },
            data: CallEventData {
                sequence_number: Some(*sequence_number),
                participants: Some(
                    participants
                        .iter()
                        .map(|one| participant(one, EVERYTHING))
                        .collect(),
                ),
                ..none
            },
        }),
        calls::Fact::CallConnected {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::CallConnected,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::AnswerFailed {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::AnswerFailed,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::CallDisconnected {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::CallDisconnected,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::CallTransferAccepted {
            connection,
            operation_context,
            transfer_target,
            transferee,
            result,
            ..
        } => {
            let data = CallEventData {
                transfer_target: Some(published(transfer_target)),
                transferee: Some(published(transferee)),
                ..none
            };
            said_by(
                Event::CallTransferAccepted,
                connection,
                operation_context,
                result,
                data,
            )
        }
        calls::Fact::CallTransferFailed {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::CallTransferFailed,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::HoldFailed(ended) => said_media::ended(Event::HoldFailed, ended),
        calls::Fact::SendDtmfTonesCompleted(ended) => {
            said_media::ended(Event::SendDtmfTonesCompleted, ended)
        }
        calls::Fact::SendDtmfTonesFailed(ended) => {
            said_media::ended(Event::SendDtmfTonesFailed, ended)
        }
        calls::Fact::ContinuousDtmfRecognitionToneReceived(tone) => said_media::tone(tone),
        calls::Fact::ContinuousDtmfRecognitionToneFailed(ended) => {
            said_media::ended(Event::ContinuousDtmfRecognitionToneFailed, ended)
        }
        calls::Fact::ContinuousDtmfRecognitionStopped(ended) => {
            said_media::ended(Event::ContinuousDtmfRecognitionStopped, ended)
        }
        calls::Fact::CreateCallFailed(outcome) => {
            said_people::call(Event::CreateCallFailed, outcome)
        }
        calls::Fact::ConnectFailed(outcome) => said_people::call(Event::ConnectFailed, outcome),
        calls::Fact::AddParticipantSucceeded(outcome) => {
            said_people::participant(Event::AddParticipantSucceeded, outcome)
        }
        calls::Fact::AddParticipantFailed(outcome) => {
            said_people::participant(Event::AddParticipantFailed, outcome)
        }
        calls::Fact::RemoveParticipantSucceeded(outcome) => {
            said_people::participant(Event::RemoveParticipantSucceeded, outcome)
        }
        calls::Fact::RemoveParticipantFailed(outcome) => {
            said_people::participant(Event::RemoveParticipantFailed, outcome)
        }
        calls::Fact::CancelAddParticipantSucceeded(outcome) => {
            said_people::invitation(Event::CancelAddParticipantSucceeded, outcome)
        }
        calls::Fact::CancelAddParticipantFailed(outcome) => {
            said_people::invitation(Event::CancelAddParticipantFailed, outcome)
        }
        calls::Fact::PlayStarted { .. }
        | calls::Fact::PlayCompleted { .. }
        | calls::Fact::PlayFailed { .. }
        | calls::Fact::PlayCanceled { .. }
        | calls::Fact::RecognizeCompleted { .. }
        | calls::Fact::RecognizeFailed { .. }
        | calls::Fact::RecognizeCanceled { .. } => said_of_media(what),
        calls::Fact::Placed { .. }
        | calls::Fact::IncomingCall { .. }
        | calls::Fact::Ringing { .. }
        | calls::Fact::AnsweredByImplementation { .. }
        | calls::Fact::RejectedByImplementation { .. }
        | calls::Fact::RedirectedByImplementation { .. }
        | calls::Fact::PartyConnected { .. }
        | calls::Fact::PartyLeft { .. }
        | calls::Fact::Pressed { .. }
        | calls::Fact::Said { .. }
        | calls::Fact::TonesHeard { .. }
        | calls::Fact::Muted { .. }
        | calls::Fact::Unmuted { .. }
        | calls::Fact::Held { .. }
        | calls::Fact::Resumed { .. }
        | calls::Fact::MediaStarted { .. }
        | calls::Fact::MediaStopped { .. }
        | calls::Fact::CallEnded { .. }
        | calls::Fact::Listening { .. }
        | calls::Fact::TransferRequested { .. }
        | calls::Fact::CreatedByImplementation { .. }
        | calls::Fact::ConnectedByImplementation { .. }
        | calls::Fact::ParticipantInvited { .. } => None,
    }
}

fn said_of_media(what: &calls::Fact) -> Option<Said<'_>> {
    let none = CallEventData::default();
    match what {
        calls::Fact::PlayStarted {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::PlayStarted,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::PlayCompleted {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::PlayCompleted,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::PlayFailed {
            connection,
            operation_context,
            failed_play_source_index,
            result,
            ..
        } => {
            let data = CallEventData {
                failed_play_source_index: Some(*failed_play_source_index),
                ..none
            };
            said_by(
                Event::PlayFailed,
                connection,
                operation_context,
                result,
                data,
            )
        }
        calls::Fact::PlayCanceled {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::PlayCanceled,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::RecognizeCompleted {
            connection,
            operation_context,
            recognized,
            result,
            ..
        } => {
            let data = recognized_data(recognized);
            said_by(
                Event::RecognizeCompleted,
                connection,
                operation_context,
                result,
                data,
            )
        }
        calls::Fact::RecognizeFailed {
            connection,
            operation_context,
            failed_play_source_index,
            result,
            ..
        } => {
            let data = CallEventData {
                failed_play_source_index: *failed_play_source_index,
                ..none
            };
            said_by(
                Event::RecognizeFailed,
                connection,
                operation_context,
                result,
                data,
            )
        }
        calls::Fact::RecognizeCanceled {
            connection,
            operation_context,
            result,
            ..
        } => said_by(
            Event::RecognizeCanceled,
            connection,
            operation_context,
            result,
            none,
        ),
        calls::Fact::ParticipantsUpdated { .. }
        | calls::Fact::HoldFailed(_)
        | calls::Fact::SendDtmfTonesCompleted(_)
        | calls::Fact::SendDtmfTonesFailed(_)
        | calls::Fact::ContinuousDtmfRecognitionToneReceived(_)
        | calls::Fact::ContinuousDtmfRecognitionToneFailed(_)
        | calls::Fact::ContinuousDtmfRecognitionStopped(_)
        | calls::Fact::CallConnected { .. }
        | calls::Fact::AnswerFailed { .. }
        | calls::Fact::CallDisconnected { .. }
        | calls::Fact::CallTransferAccepted { .. }
        | calls::Fact::CallTransferFailed { .. }
        | calls::Fact::Placed { .. }
        | calls::Fact::IncomingCall { .. }
        | calls::Fact::Ringing { .. }
        | calls::Fact::AnsweredByImplementation { .. }
        | calls::Fact::RejectedByImplementation { .. }
        | calls::Fact::RedirectedByImplementation { .. }
        | calls::Fact::PartyConnected { .. }
        | calls::Fact::PartyLeft { .. }
        | calls::Fact::Pressed { .. }
        | calls::Fact::Said { .. }
        | calls::Fact::TonesHeard { .. }
        | calls::Fact::Muted { .. }
        | calls::Fact::Unmuted { .. }
        | calls::Fact::Held { .. }
        | calls::Fact::Resumed { .. }
        | calls::Fact::MediaStarted { .. }
        | calls::Fact::MediaStopped { .. }
        | calls::Fact::CallEnded { .. }
        | calls::Fact::Listening { .. }
        | calls::Fact::TransferRequested { .. }
        | calls::Fact::CreatedByImplementation { .. }
        | calls::Fact::CreateCallFailed(_)
        | calls::Fact::ConnectedByImplementation { .. }
        | calls::Fact::ConnectFailed(_)
        | calls::Fact::ParticipantInvited { .. }
        | calls::Fact::AddParticipantSucceeded(_)
        | calls::Fact::AddParticipantFailed(_)
        | calls::Fact::CancelAddParticipantSucceeded(_)
        | calls::Fact::CancelAddParticipantFailed(_)
        | calls::Fact::RemoveParticipantSucceeded(_)
        | calls::Fact::RemoveParticipantFailed(_) => None,
    }
}

pub(super) fn said_by<'a>(
    event: Event,
    connection: &'a CallConnectionId,
    context: &'a Option<String>,
    result: &calls::ResultInformation,
    data: CallEventData,
) -> Option<Said<'a>> {
    Some(Said {
        event,
        connection,
        context: context.as_ref(),
        result: ResultInformation {
            code: result.code,
            sub_code: result.sub_code,
            message: result.message.clone(),
        },
        data,
    })
}

fn recognized_data(recognized: &Recognized) -> CallEventData {
    let none = CallEventData::default();
    match recognized {
        Recognized::Dtmf { tones } => CallEventData {
            recognition_type: Some(RecognitionType::Dtmf),
            dtmf_result: Some(DtmfResult {
                tones: tones.iter().map(|tone| published_tone(*tone)).collect(),
            }),
            ..none
        },
        Recognized::Choice { label, phrase } => CallEventData {
            recognition_type: Some(RecognitionType::Choices),
            choice_result: Some(ChoiceResult {
                label: label.clone(),
                recognized_phrase: phrase.clone(),
                confidence: phrase.as_ref().map(|_| CONFIDENCE),
            }),
            ..none
        },
        Recognized::Speech { text } => CallEventData {
            recognition_type: Some(RecognitionType::Speech),
            speech_result: Some(SpeechResult {
                speech: text.clone(),
                confidence: Some(CONFIDENCE),
            }),
            ..none
        },
    }
}
