//! `POST /calling/callConnections:answer`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::AnswerCallRequest;
use ringback_world::calls::{self, ApiVersion, Command, IncomingCallContext};

use super::{
    asked::{Asked, not_empty},
    set_up,
};
use crate::respond::WireError;

/// Answers an incoming call.
pub(super) async fn answer(asked: &Asked) -> Response {
    set_up::respond(asked, try_answer(asked).await)
}

async fn try_answer(asked: &Asked) -> Result<(Response, String), WireError> {
    let request: AnswerCallRequest = asked.body()?;
    not_empty("incomingCallContext", &request.incoming_call_context)?;
    set_up::refuse_unsimulated(&[
        ("mediaStreamingOptions", &request.media_streaming_options),
        ("transcriptionOptions", &request.transcription_options),
    ])?;
    let answered_by = request.answered_by.map(|user| user.id);
    let command = calls::Answer {
        resource: asked.resource.clone(),
        incoming_call_context: IncomingCallContext(request.incoming_call_context),
        operation_context: request.operation_context,
        answered_by: answered_by
            .map(|id| set_up::own_identity("answeredBy", id))
            .transpose()?,
        speech: set_up::speech(request.call_intelligence_options),
        version: ApiVersion(asked.version.0.clone()),
    };
    set_up::leg(
        asked,
        StatusCode::OK,
        Command::Answer(command),
        request.callback_uri,
    )
    .await
}
