//! `POST /calling/callConnections:answer`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::AnswerCallRequest;
use ringback_world::{
    RawId, Reply,
    calls::{self, ApiVersion, Command, IncomingCallContext, SpeechService},
};

use super::{
    asked::{Asked, invalid, not_empty},
    callback_uri, reply,
};
use crate::respond::{Envelope, WireError};

/// Answers an incoming call.
pub(super) async fn answer(asked: &Asked) -> Response {
    match try_answer(asked).await {
        Ok((response, chain_id)) => reply::with_headers(Ok(response), &chain_id),
        Err(error) => reply::with_headers(Err(error), &reply::made_up(&asked.body)),
    }
}

async fn try_answer(asked: &Asked) -> Result<(Response, String), WireError> {
    let request: AnswerCallRequest = asked.body()?;
    not_empty("incomingCallContext", &request.incoming_call_context)?;
    callback_uri::check("callbackUri", &request.callback_uri)?;
    refuse_streams(&request)?;
    let callback_uri = request.callback_uri.clone();
    let callbacks = asked.app.callbacks.clone();
    let kept = callback_uri.clone();
    let answered = asked
        .command_then(
            Command::Answer(command(asked, request)?),
            move |_, result| {
                if let Ok(Reply::Calls(calls::Reply::Connection(view))) = result {
                    callbacks.set(view.connection.clone(), kept);
                }
            },
        )
        .await?;
    let Reply::Calls(calls::Reply::Connection(view)) = answered else {
        return Err(reply::unexpected());
    };
    let properties = reply::properties(&view, Some(callback_uri), &asked.version);
    let chain_id = view.correlation_id.to_string();
    Ok((reply::json(StatusCode::OK, &properties), chain_id))
}

fn command(asked: &Asked, request: AnswerCallRequest) -> Result<calls::Answer, WireError> {
    let answered_by = request.answered_by.map(|user| user.id);
    if let Some(id) = &answered_by
        && !id.starts_with("8:acs:")
    {
        return Err(invalid(
            "answeredBy",
            "it must be an identity of the resource, 8:acs:…",
        ));
    }
    let speech = request
        .call_intelligence_options
        .and_then(|options| options.cognitive_services_endpoint)
        .filter(|endpoint| !endpoint.is_empty());
    Ok(calls::Answer {
        resource: asked.resource.clone(),
        incoming_call_context: IncomingCallContext(request.incoming_call_context),
        operation_context: request.operation_context,
        answered_by: answered_by.map(RawId::new),
        speech: match speech {
            Some(_) => SpeechService::Linked,
            None => SpeechService::NotLinked,
        },
        version: ApiVersion(asked.version.0.clone()),
    })
}

/// Streams are not simulated: a call that silently had none would look like a fault of the application.
fn refuse_streams(request: &AnswerCallRequest) -> Result<(), WireError> {
    let named = if request.media_streaming_options.is_some() {
        "mediaStreamingOptions"
    } else if request.transcription_options.is_some() {
        "transcriptionOptions"
    } else {
        return Ok(());
    };
    Err(WireError::new(
        StatusCode::NOT_IMPLEMENTED,
        Envelope::Common,
        "NotImplemented",
        format!("{named} is published and not simulated yet. SUPPORT.md lists what is."),
    ))
}
