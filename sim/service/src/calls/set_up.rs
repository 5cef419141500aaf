//! What answer, create and connect have in common.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::CallIntelligenceOptions;
use ringback_world::{
    RawId, Reply,
    calls::{self, Command, SpeechService},
};

use super::{
    asked::{Asked, invalid},
    callback_uri, reply,
};
use crate::respond::{Envelope, WireError};

/// Gives a call the headers of its own chain, or made-up ones where it was refused.
pub(super) fn respond(asked: &Asked, result: Result<(Response, String), WireError>) -> Response {
    match result {
        Ok((response, chain_id)) => reply::with_headers(Ok(response), &chain_id),
        Err(error) => reply::with_headers(Err(error), &reply::made_up(&asked.body)),
    }
}

/// Asks the world for a leg, and keeps where its events go before any of them.
pub(super) async fn leg(
    asked: &Asked,
    status: StatusCode,
    command: Command,
    callback_uri: String,
) -> Result<(Response, String), WireError> {
    callback_uri::check("callbackUri", &callback_uri)?;
    let callbacks = asked.app.callbacks.clone();
    let kept = callback_uri.clone();
    let answered = asked
        .command_then(command, move |_, result| {
            if let Ok(Reply::Calls(calls::Reply::Connection(view))) = result {
                callbacks.set(view.connection.clone(), kept);
            }
        })
        .await?;
    let Reply::Calls(calls::Reply::Connection(view)) = answered else {
        return Err(reply::unexpected());
    };
    let properties = reply::properties(&view, Some(callback_uri), &asked.version);
    let chain_id = view.correlation_id.to_string();
    Ok((reply::json(status, &properties), chain_id))
}

/// Tells whether a speech service was named.
pub(super) fn speech(options: Option<CallIntelligenceOptions>) -> SpeechService {
    let endpoint = options.and_then(|options| options.cognitive_services_endpoint);
    match endpoint.filter(|endpoint| !endpoint.is_empty()) {
        Some(_) => SpeechService::Linked,
        None => SpeechService::NotLinked,
    }
}

/// Reads the identity that the application appears as.
pub(super) fn own_identity(field: &str, id: String) -> Result<RawId, WireError> {
    if id.starts_with("8:acs:") {
        Ok(RawId::new(id))
    } else {
        Err(invalid(
            field,
            "it must be an identity of the resource, 8:acs:…",
        ))
    }
}

/// Refuses members that are published and not simulated: a call that silently had no stream would look like a fault of
/// the application.
pub(super) fn refuse_unsimulated(
    members: &[(&str, &Option<serde_json::Value>)],
) -> Result<(), WireError> {
    match members.iter().find(|(_, given)| given.is_some()) {
        Some((name, _)) => Err(WireError::new(
            StatusCode::NOT_IMPLEMENTED,
            Envelope::Common,
            "NotImplemented",
            format!("{name} is published and not simulated yet. SUPPORT.md lists what is."),
        )),
        None => Ok(()),
    }
}
