//! What the facts of calls that the implementation makes or joins, and of those whom it brings in or sends away, say to
//! their leg.

use ringback_wire::call_automation::CallEventData;
use ringback_world::calls::{CallOutcome, InvitationOutcome, ParticipantOutcome};

use super::{
    callback_event::Event,
    said::{Said, said_by},
};
use crate::identifier::published;

/// Reads what became of a call.
pub(super) fn call(event: Event, outcome: &CallOutcome) -> Option<Said<'_>> {
    said_by(
        event,
        &outcome.connection,
        &outcome.operation_context,
        &outcome.result,
        CallEventData::default(),
    )
}

/// Reads what became of somebody who was to come or go.
pub(super) fn participant(event: Event, outcome: &ParticipantOutcome) -> Option<Said<'_>> {
    let data = CallEventData {
        participant: Some(published(&outcome.participant)),
        ..CallEventData::default()
    };
    said_by(
        event,
        &outcome.connection,
        &outcome.operation_context,
        &outcome.result,
        data,
    )
}

/// Reads what became of the withdrawal of an invitation.
pub(super) fn invitation(event: Event, outcome: &InvitationOutcome) -> Option<Said<'_>> {
    let data = CallEventData {
        invitation_id: Some(outcome.invitation.0.to_string()),
        ..CallEventData::default()
    };
    said_by(
        event,
        &outcome.connection,
        &outcome.operation_context,
        &outcome.result,
        data,
    )
}
