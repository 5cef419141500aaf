//! `POST /calling/callConnections/{id}:transferToParticipant`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{TransferCallResponse, TransferToParticipantRequest};
use ringback_world::calls::{CallConnectionId, Command, Transfer};

use super::{
    asked::{Asked, identifier},
    callback_uri, custom_context, reply,
};
use crate::{callbacks::Operation, respond::WireError};

/// Transfers a call.
pub(super) async fn transfer(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: TransferToParticipantRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let command = Transfer {
        connection: connection.clone(),
        target: identifier("targetParticipant", &request.target_participant)?,
        transferee: request
            .transferee
            .as_ref()
            .map(|given| identifier("transferee", given))
            .transpose()?,
        operation_context: request.operation_context,
        custom_context: custom_context::read(request.custom_calling_context)?,
        source_caller_id_number: request.source_caller_id_number.map(|number| number.value),
    };
    let callbacks = asked.app.callbacks.clone();
    let answered = asked
        .command_then(Command::Transfer(command), move |_, result| {
            if result.is_ok() {
                callbacks.set_operation(connection, Operation::Transfer, uri);
            }
        })
        .await?;
    let operation_context = reply::operation_context(answered)?;
    Ok(reply::json(
        StatusCode::ACCEPTED,
        &TransferCallResponse { operation_context },
    ))
}
