//! The implementation withdraws an invitation.

use super::{
    CallConnectionId, CallId, CancelAddParticipant, Ended, Fact, InvitationId, InvitationOutcome,
    Refusal as Refused, Reply as Accepted,
    call::Fate,
    codes::{GONE, INVITATION_WITHDRAWN, NOT_VALID, plain},
    legs,
    place::invalid,
    ring,
    rings::{Ring, RingId},
    state::record,
};
use crate::{RawId, Reply, World};

pub(super) fn cancel(world: &mut World, command: CancelAddParticipant) -> Result<Reply, Refused> {
    let call = legs::may_change_roster(world, &command.connection)?;
    if command.invitation.0.as_str().is_empty() {
        return Err(invalid("invitationId", "name the invitation"));
    }
    let operation = legs::next_operation(world, &command.connection);
    let outcome = |result| InvitationOutcome {
        call,
        connection: command.connection.clone(),
        operation,
        operation_context: command.operation_context.clone(),
        invitation: command.invitation.clone(),
        result,
    };
    let open = rings_for(world, call, &command.connection, &command.invitation);
    let ring = open.and_then(|ring| ring::stop(world, call, ring, Fate::Cancelled));
    let fact = match ring {
        Some(ring) => {
            withdrawn(world, call, &ring);
            Fact::CancelAddParticipantSucceeded(outcome(plain(
                INVITATION_WITHDRAWN,
                &withdrawn_text(&ring.target),
            )))
        }
        None if knows(world, &command.connection, &command.invitation) => {
            let why = "The invitation has been answered or is over.";
            Fact::CancelAddParticipantFailed(outcome(plain(NOT_VALID, why)))
        }
        None => {
            let why = "Invitation not found.";
            Fact::CancelAddParticipantFailed(outcome(plain(GONE, why)))
        }
    };
    record(world, call, fact);
    let reply = Accepted::OperationContext(command.operation_context);
    Ok(Reply::Calls(reply))
}

/// The text as recorded with the real service in 2025.
fn withdrawn_text(target: &RawId) -> String {
    let (code, sub_code) = INVITATION_WITHDRAWN;
    format!(
        "addParticipants failed for participant {target}. Underlying reason: The Call Has Been Cancelled. DiagCode: {code}#{sub_code}.@"
    )
}

fn withdrawn(world: &mut World, call: CallId, ring: &Ring) {
    ring::silent(world, call, ring, &Ended::by_nobody(INVITATION_WITHDRAWN));
}

fn rings_for(
    world: &World,
    call: CallId,
    connection: &CallConnectionId,
    invitation: &InvitationId,
) -> Option<RingId> {
    ring::first(world, call, |purpose| {
        let run = purpose.invitation();
        run.is_some_and(|run| run.connection == *connection && run.invitation == *invitation)
    })
}

fn knows(world: &World, connection: &CallConnectionId, invitation: &InvitationId) -> bool {
    let leg = world.calls.legs.get(connection);
    leg.is_some_and(|leg| leg.invitations.contains(invitation))
}
