//! `POST /calling/callConnections/{id}:sendDtmfTones`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{SendDtmfTonesRequest, SendDtmfTonesResult};
use ringback_world::calls::{CallConnectionId, Command, SendDtmf};

use super::{
    asked::{Asked, identifier},
    callback_uri, reply,
    tone::tone,
};
use crate::respond::WireError;

/// Sends tones to a phone.
pub(super) async fn send_dtmf(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: SendDtmfTonesRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let command = SendDtmf {
        connection: connection.clone(),
        target: identifier("targetParticipant", &request.target_participant)?,
        tones: request.tones.into_iter().map(tone).collect(),
        operation_context: request.operation_context,
    };
    let command = Command::SendDtmf(command);
    let answered = callback_uri::operate(asked, command, connection, uri).await?;
    let operation_context = reply::operation_context(answered)?;
    Ok(reply::json(
        StatusCode::ACCEPTED,
        &SendDtmfTonesResult { operation_context },
    ))
}
