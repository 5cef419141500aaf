//! `POST /calling/callConnections:connect`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{CallLocator, ConnectRequest};
use ringback_world::calls::{self, ApiVersion, Command, Locator, ServerCallId};

use super::{
    asked::{Asked, invalid},
    refusal, set_up,
};
use crate::respond::WireError;

/// The first version that has the operation.
const SINCE: &str = "2024-06-15-preview";

/// Joins a call that goes on.
pub(super) async fn connect(asked: &Asked) -> Response {
    set_up::respond(asked, try_connect(asked).await)
}

async fn try_connect(asked: &Asked) -> Result<(Response, String), WireError> {
    refusal::known_since(&asked.version, SINCE)?;
    let request: ConnectRequest = asked.body()?;
    set_up::refuse_unsimulated(&[
        ("mediaStreamingOptions", &request.media_streaming_options),
        ("transcriptionOptions", &request.transcription_options),
    ])?;
    let command = calls::Connect {
        resource: asked.resource.clone(),
        locator: locator(request.call_locator)?,
        operation_context: request.operation_context,
        speech: set_up::speech(request.call_intelligence_options),
        version: ApiVersion(asked.version.0.clone()),
    };
    set_up::leg(
        asked,
        StatusCode::OK,
        Command::Connect(command),
        request.callback_uri,
    )
    .await
}

/// Reads a locator: exactly one member, of the kind that is named.
fn locator(given: CallLocator) -> Result<Locator, WireError> {
    let (kind, locator) = match (given.server_call_id, given.group_call_id, given.room_id) {
        (Some(id), None, None) => ("serverCallLocator", Locator::ServerCall(ServerCallId(id))),
        (None, Some(id), None) => ("groupCallLocator", Locator::GroupCall(id)),
        (None, None, Some(id)) => ("roomCallLocator", Locator::Room(id)),
        _ => {
            return Err(invalid(
                "callLocator",
                "give exactly one of serverCallId, groupCallId and roomId",
            ));
        }
    };
    match given.kind {
        Some(named) if !named.eq_ignore_ascii_case(kind) => {
            let why = format!("the member that is given belongs to {kind}");
            Err(invalid("callLocator.kind", &why))
        }
        Some(_) | None => Ok(locator),
    }
}
