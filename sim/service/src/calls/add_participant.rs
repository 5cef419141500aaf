//! `POST /calling/callConnections/{id}/participants:add`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{AddParticipantRequest, AddParticipantResponse};
use ringback_world::{
    Reply, Span,
    calls::{self, AddParticipant, CallConnectionId, CallerId, Command, Participant},
};

use super::{
    asked::{Asked, identifier, invalid},
    callback_uri, custom_context, reply,
};
use crate::respond::WireError;

/// The longest time that an invitation may ring, in seconds (document of Call Automation, 2026-03-12).
const LONGEST_S: i64 = 180;

/// Invites somebody into the call.
pub(super) async fn add(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: AddParticipantRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let command = AddParticipant {
        connection: connection.clone(),
        target: identifier("participantToAdd", &request.participant_to_add)?,
        caller: CallerId {
            number: request.source_caller_id_number.map(|number| number.value),
            display_name: request.source_display_name,
        },
        timeout: timeout(request.invitation_timeout_in_seconds)?,
        operation_context: request.operation_context,
        custom_context: custom_context::read(request.custom_calling_context)?,
    };
    let command = Command::AddParticipant(command);
    let answered = callback_uri::operate(asked, command, connection, uri).await?;
    let Reply::Calls(calls::Reply::Invited {
        participant,
        invitation,
        operation_context,
    }) = answered
    else {
        return Err(reply::unexpected());
    };
    let invited = Participant {
        id: participant,
        muted: false,
        on_hold: false,
    };
    Ok(reply::json(
        StatusCode::ACCEPTED,
        &AddParticipantResponse {
            participant: reply::participant(&invited, asked.version.0.as_str()),
            operation_context,
            invitation_id: invitation.0.to_string(),
        },
    ))
}

fn timeout(given: Option<i64>) -> Result<Option<Span>, WireError> {
    match given {
        None | Some(0) => Ok(None),
        Some(seconds @ 1..=LONGEST_S) => Ok(Some(Span::from_secs(seconds.unsigned_abs()))),
        Some(_) => Err(invalid(
            "invitationTimeoutInSeconds",
            &format!("it must be from 0 to {LONGEST_S}"),
        )),
    }
}
