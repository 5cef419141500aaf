//! `POST /calling/callConnections/{id}:hold` and `:unhold`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{HoldRequest, UnholdRequest};
use ringback_world::calls::{CallConnectionId, Command, Hold, Unhold};

use super::{
    asked::{Asked, identifier},
    callback_uri, play_source, reply,
};
use crate::respond::WireError;

/// Puts a participant on hold.
pub(super) async fn hold(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: HoldRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let plays = match &request.play_source_info {
        Some(source) => Some(play_source::read(asked, "playSourceInfo", source).await?),
        None => None,
    };
    let command = Hold {
        connection: connection.clone(),
        target: identifier("targetParticipant", &request.target_participant)?,
        plays,
        operation_context: request.operation_context,
    };
    callback_uri::operate(asked, Command::Hold(command), connection, uri).await?;
    Ok(reply::empty(StatusCode::OK))
}

/// Takes a participant off hold.
pub(super) async fn unhold(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: UnholdRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let command = Unhold {
        connection: connection.clone(),
        target: identifier("targetParticipant", &request.target_participant)?,
    };
    callback_uri::operate(asked, Command::Unhold(command), connection, uri).await?;
    Ok(reply::empty(StatusCode::OK))
}
