//! `POST /calling/callConnections/{id}/participants:mute`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{MuteParticipantsRequest, MuteParticipantsResult};
use ringback_world::calls::{CallConnectionId, Command, Mute};

use super::{
    asked::{Asked, identifier},
    reply,
};
use crate::respond::WireError;

/// The first version that answers 200: before, 202 was recorded.
const SINCE_OK: &str = "2023-03-06";

/// Mutes a participant.
pub(super) async fn mute(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: MuteParticipantsRequest = asked.body()?;
    let targets = request.target_participants.iter();
    let command = Mute {
        connection,
        targets: targets
            .map(|given| identifier("targetParticipants", given))
            .collect::<Result<_, _>>()?,
        operation_context: request.operation_context,
    };
    let operation_context = reply::operation_context(asked.command(Command::Mute(command)).await?)?;
    let status = if asked.version.0.as_str() < SINCE_OK {
        StatusCode::ACCEPTED
    } else {
        StatusCode::OK
    };
    Ok(reply::json(
        status,
        &MuteParticipantsResult { operation_context },
    ))
}
