//! What the facts of a leg and its call say to the leg.

use ringback_wire::call_automation::{CallEventData, ResultInformation};
use ringback_world::calls::{CallOutcome, CallTransferAccepted, ParticipantsUpdated};

use super::{Event, Said, published};
use crate::{callbacks::Operation, calls::participant, identifier};

/// Everything that participants can tell; older versions are told less.
const EVERYTHING: &str = "2026-03-12";

/// Reads what became of a leg.
pub(super) fn outcome(event: Event, outcome: &CallOutcome) -> Said<'_> {
    Said {
        event,
        connection: &outcome.connection,
        operation: None,
        context: outcome.operation_context.as_ref(),
        result: published(&outcome.result),
        data: CallEventData::default(),
    }
}

/// Reads who is in the call now.
pub(super) fn participants(updated: &ParticipantsUpdated) -> Said<'_> {
    let everyone = updated.participants.iter();
    Said {
        event: Event::ParticipantsUpdated,
        connection: &updated.connection,
        operation: None,
        context: None,
        result: ResultInformation {
            code: 200,
            sub_code: 0,
            message: String::new(),
        },
        data: CallEventData {
            sequence_number: Some(updated.sequence_number),
            participants: Some(everyone.map(|one| participant(one, EVERYTHING)).collect()),
            ..CallEventData::default()
        },
    }
}

/// Reads that a transfer was taken.
pub(super) fn transfer_accepted(accepted: &CallTransferAccepted) -> Said<'_> {
    Said {
        event: Event::CallTransferAccepted,
        connection: &accepted.connection,
        operation: Some(Operation::Transfer),
        context: accepted.operation_context.as_ref(),
        result: published(&accepted.result),
        data: CallEventData {
            transfer_target: Some(identifier::published(&accepted.transfer_target)),
            transferee: Some(identifier::published(&accepted.transferee)),
            ..CallEventData::default()
        },
    }
}

/// Reads that a transfer was not taken.
pub(super) fn transfer_failed(failed: &CallOutcome) -> Said<'_> {
    Said {
        operation: Some(Operation::Transfer),
        ..outcome(Event::CallTransferFailed, failed)
    }
}
