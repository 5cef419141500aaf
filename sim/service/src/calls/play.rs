//! `POST /calling/callConnections/{id}:play`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::PlayRequest;
use ringback_world::calls::{CallConnectionId, Command, Interrupt, Loop, Play};

use super::{
    asked::{Asked, identifier, invalid},
    callback_uri, play_source, reply,
};
use crate::respond::WireError;

/// Plays something.
pub(super) async fn play(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: PlayRequest = asked.body()?;
    if request.play_sources.is_empty() {
        return Err(invalid("playSources", "it must name at least one source"));
    }
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let to = request.play_to.iter().flatten();
    let to = to
        .map(|given| identifier("playTo", given))
        .collect::<Result<_, _>>()?;
    let command = Play {
        connection: connection.clone(),
        sources: play_source::read_all(asked, "playSources", &request.play_sources).await?,
        to,
        repeat: match request.play_options {
            Some(options) if options.repeat => Loop::Forever,
            Some(_) | None => Loop::Once,
        },
        interrupt_call_media_operation: interrupt(request.interrupt_call_media_operation),
        operation_context: request.operation_context,
    };
    callback_uri::operate(asked, Command::Play(command), connection, uri).await?;
    Ok(reply::empty(StatusCode::ACCEPTED))
}

/// Reads whether what runs is interrupted; it is not when nothing is said.
pub(super) fn interrupt(given: Option<bool>) -> Interrupt {
    match given {
        Some(true) => Interrupt::Yes,
        Some(false) | None => Interrupt::No,
    }
}
