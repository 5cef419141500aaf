//! Replies with the headers that Call Automation was recorded to send.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, StatusCode};
use ringback_wire::call_automation::{
    CallConnectionProperties, CallConnectionState, CallParticipant,
};
use ringback_wire::identifier::CommunicationUser;
use ringback_world::{
    Reply,
    calls::{self, ConnectionState, ConnectionView, Participant},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    identifier::{phone_number, published},
    respond::{ApiVersion, Envelope, WireError},
};

/// The call's correlation id, on success and failure alike.
const CHAIN_ID: HeaderName = HeaderName::from_static("x-microsoft-skype-chain-id");
const AZURE_REF: HeaderName = HeaderName::from_static("x-azure-ref");
const CACHE: HeaderName = HeaderName::from_static("x-cache");
/// The first version whose participants tell whether they are on hold, and whose calls tell the dialled number.
const SINCE_ON_HOLD: &str = "2024-06-15-preview";

/// Answers with a body.
pub(super) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    (status, Json(body)).into_response()
}

/// Answers without a body.
pub(super) fn empty(status: StatusCode) -> Response {
    status.into_response()
}

/// Something of ours is wrong: the world answered another question.
pub(super) fn unexpected() -> WireError {
    WireError::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        Envelope::Common,
        "9999",
        "Unknown internal error.",
    )
}

/// Reads the context that an operation gives back.
pub(super) fn operation_context(reply: Reply) -> Result<Option<String>, WireError> {
    match reply {
        Reply::Calls(calls::Reply::OperationContext(context)) => Ok(context),
        _ => Err(unexpected()),
    }
}

/// Makes a chain id for requests that belong to no known call: the same request gets the same one.
pub(super) fn made_up(of: &[u8]) -> String {
    let hash = Sha256::digest(of);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string()
}

/// Adds the headers that every reply has.
pub(super) fn with_headers(result: Result<Response, WireError>, chain_id: &str) -> Response {
    let mut response = result.unwrap_or_else(WireError::into_response);
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(chain_id) {
        headers.insert(AZURE_REF, value.clone());
        headers.insert(CHAIN_ID, value);
    }
    headers.insert(CACHE, HeaderValue::from_static("CONFIG_NOCACHE"));
    response
}

/// Shows a leg.
pub(super) fn properties(
    view: &ConnectionView,
    callback_uri: Option<String>,
    version: &ApiVersion,
) -> CallConnectionProperties {
    let numbers = version.0.as_str() >= SINCE_ON_HOLD;
    CallConnectionProperties {
        call_connection_id: view.connection.0.to_string(),
        server_call_id: view.server_call_id.as_ref().map(|id| id.0.clone()),
        targets: view.targets.iter().map(published).collect(),
        call_connection_state: state(view.state),
        callback_uri,
        source_caller_id_number: view.source_caller_id_number.as_deref().map(phone_number),
        source_display_name: view.source_display_name.clone(),
        source: view.source.as_ref().map(published),
        correlation_id: view.correlation_id.to_string(),
        answered_by: view.answered_by.as_ref().map(|id| CommunicationUser {
            id: id.as_str().to_owned(),
        }),
        answered_for: view
            .answered_for
            .as_deref()
            .filter(|_| numbers)
            .map(phone_number),
    }
}

fn state(state: ConnectionState) -> CallConnectionState {
    match state {
        ConnectionState::Unknown => CallConnectionState::Unknown,
        ConnectionState::Connecting => CallConnectionState::Connecting,
        ConnectionState::Connected => CallConnectionState::Connected,
        ConnectionState::Transferring => CallConnectionState::Transferring,
        ConnectionState::TransferAccepted => CallConnectionState::TransferAccepted,
        ConnectionState::Disconnecting => CallConnectionState::Disconnecting,
        ConnectionState::Disconnected => CallConnectionState::Disconnected,
    }
}

/// Shows one participant.
pub(crate) fn participant(one: &Participant, version: &str) -> CallParticipant {
    CallParticipant {
        identifier: published(&one.id),
        is_muted: one.muted,
        is_on_hold: (version >= SINCE_ON_HOLD).then_some(one.on_hold),
    }
}
