//! `POST /calling/callConnections`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::CreateCallRequest;
use ringback_world::calls::{self, ApiVersion, CallerId, Command};

use super::{
    asked::{Asked, identifier},
    set_up,
};
use crate::respond::WireError;

/// Calls somebody.
pub(super) async fn create(asked: &Asked) -> Response {
    set_up::respond(asked, try_create(asked).await)
}

async fn try_create(asked: &Asked) -> Result<(Response, String), WireError> {
    let request: CreateCallRequest = asked.body()?;
    set_up::refuse_unsimulated(&[
        ("mediaStreamingOptions", &request.media_streaming_options),
        ("transcriptionOptions", &request.transcription_options),
        ("teamsAppSource", &request.teams_app_source),
    ])?;
    let targets = request.targets.iter();
    let command = calls::Create {
        resource: asked.resource.clone(),
        targets: targets
            .map(|given| identifier("targets", given))
            .collect::<Result<_, _>>()?,
        source: request
            .source
            .map(|user| set_up::own_identity("source", user.id))
            .transpose()?,
        caller: CallerId {
            number: request.source_caller_id_number.map(|number| number.value),
            display_name: request.source_display_name,
        },
        operation_context: request.operation_context,
        speech: set_up::speech(request.call_intelligence_options),
        version: ApiVersion(asked.version.0.clone()),
    };
    set_up::leg(
        asked,
        StatusCode::CREATED,
        Command::Create(command),
        request.callback_uri,
    )
    .await
}
