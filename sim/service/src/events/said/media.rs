//! What the facts of mid-call media operations say to their leg.

use ringback_wire::call_automation::{
    CallEventData, ChoiceResult, DtmfResult, RecognitionType, SpeechResult,
};
use ringback_world::calls::{
    MediaFailed, OperationEnded, PlayStarted, RecognizeCompleted, Recognized, ToneReceived,
};

use super::{Event, Said, published};
use crate::{callbacks::Operation, calls::published_tone};

/// Speech is understood without doubt: simulated people say exactly what was heard.
const CONFIDENCE: f64 = 1.0;

/// Reads that a prompt is heard.
pub(super) fn started(started: &PlayStarted) -> Said<'_> {
    Said {
        event: Event::PlayStarted,
        connection: &started.connection,
        operation: Some(Operation::Numbered(started.operation)),
        context: started.operation_context.as_ref(),
        result: published(&started.result),
        data: CallEventData::default(),
    }
}

/// Reads the end of an operation.
pub(super) fn ended(event: Event, ended: &OperationEnded) -> Said<'_> {
    Said {
        event,
        connection: &ended.connection,
        operation: Some(Operation::Numbered(ended.operation)),
        context: ended.operation_context.as_ref(),
        result: published(&ended.result),
        data: CallEventData::default(),
    }
}

/// Reads that a play or recognition failed.
pub(super) fn failed(event: Event, failed: &MediaFailed) -> Said<'_> {
    Said {
        event,
        connection: &failed.connection,
        operation: Some(Operation::Numbered(failed.operation)),
        context: failed.operation_context.as_ref(),
        result: published(&failed.result),
        data: CallEventData {
            failed_play_source_index: failed.failed_play_source_index,
            ..CallEventData::default()
        },
    }
}

/// Reads what was recognized.
pub(super) fn recognized(completed: &RecognizeCompleted) -> Said<'_> {
    Said {
        event: Event::RecognizeCompleted,
        connection: &completed.connection,
        operation: Some(Operation::Numbered(completed.operation)),
        context: completed.operation_context.as_ref(),
        result: published(&completed.result),
        data: recognized_data(&completed.recognized),
    }
}

/// Reads a key that a leg follows.
pub(super) fn tone(received: &ToneReceived) -> Said<'_> {
    Said {
        event: Event::ContinuousDtmfRecognitionToneReceived,
        connection: &received.connection,
        operation: Some(Operation::Numbered(received.operation)),
        context: received.operation_context.as_ref(),
        result: published(&received.result),
        data: CallEventData {
            sequence_id: Some(received.sequence_id),
            tone: Some(published_tone(received.tone)),
            ..CallEventData::default()
        },
    }
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
