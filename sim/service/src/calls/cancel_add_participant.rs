//! `POST /calling/callConnections/{id}/participants:cancelAddParticipant`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{CancelAddParticipantRequest, CancelAddParticipantResponse};
use ringback_world::{
    Guid,
    calls::{CallConnectionId, CancelAddParticipant, Command, InvitationId},
};

use super::{asked::Asked, callback_uri, reply};
use crate::respond::WireError;

/// Withdraws an invitation.
pub(super) async fn cancel(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: CancelAddParticipantRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let command = Command::CancelAddParticipant(CancelAddParticipant {
        connection: connection.clone(),
        invitation: InvitationId(Guid::new(request.invitation_id.clone())),
        operation_context: request.operation_context,
    });
    let answered = callback_uri::operate(asked, command, connection, uri).await?;
    Ok(reply::json(
        StatusCode::ACCEPTED,
        &CancelAddParticipantResponse {
            invitation_id: request.invitation_id,
            operation_context: reply::operation_context(answered)?,
        },
    ))
}
