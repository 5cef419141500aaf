//! What the facts of those whom the implementation brings in or sends away say to their leg.

use ringback_wire::call_automation::CallEventData;
use ringback_world::calls::{InvitationOutcome, ParticipantOutcome};

use super::{Event, Said, published};
use crate::{callbacks::Operation, identifier};

/// Reads what became of somebody who was to come or go.
pub(super) fn participant(event: Event, outcome: &ParticipantOutcome) -> Said<'_> {
    Said {
        event,
        connection: &outcome.connection,
        operation: Some(Operation::Numbered(outcome.operation)),
        context: outcome.operation_context.as_ref(),
        result: published(&outcome.result),
        data: CallEventData {
            participant: Some(identifier::published(&outcome.participant)),
            ..CallEventData::default()
        },
    }
}

/// Reads what became of the withdrawal of an invitation.
pub(super) fn invitation(event: Event, outcome: &InvitationOutcome) -> Said<'_> {
    Said {
        event,
        connection: &outcome.connection,
        operation: Some(Operation::Numbered(outcome.operation)),
        context: outcome.operation_context.as_ref(),
        result: published(&outcome.result),
        data: CallEventData {
            invitation_id: Some(outcome.invitation.0.to_string()),
            ..CallEventData::default()
        },
    }
}
