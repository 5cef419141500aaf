//! What the facts of mid-call media operations other than plays and recognitions say to their leg.

use ringback_wire::call_automation::CallEventData;
use ringback_world::calls::{OperationEnded, ToneReceived};

use super::{
    callback_event::Event,
    said::{Said, said_by},
};
use crate::calls::published_tone;

/// Reads the end of an operation.
pub(super) fn ended(event: Event, ended: &OperationEnded) -> Option<Said<'_>> {
    said_by(
        event,
        &ended.connection,
        &ended.operation_context,
        &ended.result,
        CallEventData::default(),
    )
}

/// Reads a key that a leg follows.
pub(super) fn tone(received: &ToneReceived) -> Option<Said<'_>> {
    let data = CallEventData {
        sequence_id: Some(received.sequence_id),
        tone: Some(published_tone(received.tone)),
        ..CallEventData::default()
    };
    said_by(
        Event::ContinuousDtmfRecognitionToneReceived,
        &received.connection,
        &received.operation_context,
        &received.result,
        data,
    )
}
