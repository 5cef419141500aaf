//! `POST /calling/callConnections/{id}:startContinuousDtmfRecognition` and `:stopContinuousDtmfRecognition`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::ContinuousDtmfRecognitionRequest;
use ringback_world::calls::{CallConnectionId, Command, ContinuousDtmf};

use super::{
    asked::{Asked, identifier},
    callback_uri, reply,
};
use crate::respond::WireError;

/// Follows the keys of a participant.
pub(super) async fn start(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    follow(asked, connection, Command::StartContinuousDtmf).await
}

/// Follows them no longer.
pub(super) async fn stop(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    follow(asked, connection, Command::StopContinuousDtmf).await
}

async fn follow(
    asked: &Asked,
    connection: CallConnectionId,
    command: impl FnOnce(ContinuousDtmf) -> Command,
) -> Result<Response, WireError> {
    let request: ContinuousDtmfRecognitionRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let command = command(ContinuousDtmf {
        connection: connection.clone(),
        target: identifier("targetParticipant", &request.target_participant)?,
        operation_context: request.operation_context,
    });
    callback_uri::operate(asked, command, connection, uri).await?;
    Ok(reply::empty(StatusCode::OK))
}
