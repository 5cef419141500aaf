//! `POST /calling/callConnections/{id}/participants:remove`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{RemoveParticipantRequest, RemoveParticipantResponse};
use ringback_world::calls::{CallConnectionId, Command, RemoveParticipant};

use super::{
    asked::{Asked, identifier},
    callback_uri, reply,
};
use crate::respond::WireError;

/// Sends somebody out of the call.
pub(super) async fn remove(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: RemoveParticipantRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let command = Command::RemoveParticipant(RemoveParticipant {
        connection: connection.clone(),
        target: identifier("participantToRemove", &request.participant_to_remove)?,
        operation_context: request.operation_context,
    });
    let answered = callback_uri::operate(asked, command, connection, uri).await?;
    let operation_context = reply::operation_context(answered)?;
    Ok(reply::json(
        StatusCode::ACCEPTED,
        &RemoveParticipantResponse { operation_context },
    ))
}
