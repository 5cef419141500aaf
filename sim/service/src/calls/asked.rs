//! What every handler of Call Automation takes from a request.

use axum::body::Bytes;
use http::StatusCode;
use ringback_wire::identifier::CommunicationIdentifier;
use ringback_world::{
    Command, RawId, Refusal, Reply, Source, World,
    calls::{self, CallConnectionId},
};
use serde::de::DeserializeOwned;

use super::refusal;
use crate::{
    app::App,
    identifier,
    respond::{ApiVersion, Envelope, WireError},
};

/// One request.
pub(super) struct Asked {
    /// What handlers can reach.
    pub(super) app: App,
    /// The resource whose credentials were presented, by name.
    pub(super) resource: String,
    /// The version asked for.
    pub(super) version: ApiVersion,
    /// The body as it came.
    pub(super) body: Bytes,
}

impl Asked {
    /// Reads the body. What is wrong with it is told with the path of the field.
    pub(super) fn body<T: DeserializeOwned>(&self) -> Result<T, WireError> {
        let mut reader = serde_json::Deserializer::from_slice(&self.body);
        serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            let why = error.into_inner().to_string();
            match path.as_str() {
                "." => invalid_body(&why),
                field => invalid(field, &why),
            }
        })
    }

    /// Asks the world for something on behalf of the implementation.
    pub(super) async fn command(&self, command: calls::Command) -> Result<Reply, WireError> {
        self.command_then(command, |_, _| ()).await
    }

    /// Asks the world for something and does `then` before any fact is published.
    pub(super) async fn command_then(
        &self,
        command: calls::Command,
        then: impl FnOnce(&World, &Result<Reply, Refusal>) + Send + 'static,
    ) -> Result<Reply, WireError> {
        self.app
            .world
            .command_then(Source::Implementation, Command::Calls(command), then)
            .await
            .map_err(|refusal| refusal::to_wire(&refusal))
    }
}

/// Names a leg by the text of a path.
pub(super) fn connection(id: &str) -> CallConnectionId {
    CallConnectionId(ringback_world::Guid::new(id))
}

/// Refuses a body because of one field.
pub(super) fn invalid(field: &str, why: &str) -> WireError {
    WireError::new(
        StatusCode::BAD_REQUEST,
        Envelope::Common,
        "8523",
        format!("The field {field} is invalid: {why}"),
    )
    .hint(format!(
        "correct the member {field} of the request body: {why}"
    ))
}

fn invalid_body(why: &str) -> WireError {
    WireError::new(
        StatusCode::BAD_REQUEST,
        Envelope::Common,
        "8523",
        format!("The request body is invalid: {why}"),
    )
    .hint("send the JSON object that the operation documents")
}

/// Reads an identifier of the body.
pub(super) fn identifier(field: &str, given: &CommunicationIdentifier) -> Result<RawId, WireError> {
    identifier::read(given).map_err(|why| invalid(field, &why))
}

/// Refuses a text member that is empty.
pub(super) fn not_empty(field: &str, text: &str) -> Result<(), WireError> {
    if text.trim().is_empty() {
        Err(invalid(field, "it must not be empty"))
    } else {
        Ok(())
    }
}
