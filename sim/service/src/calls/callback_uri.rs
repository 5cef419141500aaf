//! Callback addresses of legs and of single operations.

use http::Uri;
use ringback_world::{World, calls::CallConnectionId};

use super::asked::invalid;
use crate::{
    callbacks::{CallbackUris, Operation},
    respond::WireError,
};

/// Checks that a callback address can be called. `https` is not demanded, for local work.
pub(super) fn check(field: &str, uri: &str) -> Result<(), WireError> {
    let parsed: Option<Uri> = uri.parse().ok();
    let callable = parsed.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some()
    });
    if callable {
        Ok(())
    } else {
        Err(invalid(
            field,
            "it must be an absolute http or https address",
        ))
    }
}

/// Keeps where the events of a play or recognition go that was accepted just now.
pub(super) fn keep_media(
    callbacks: &CallbackUris,
    world: &World,
    connection: CallConnectionId,
    uri: Option<String>,
) {
    if let Some(leg) = world.calls().leg(&connection) {
        let operation = Operation::Media(leg.operations_made);
        callbacks.set_operation(connection, operation, uri);
    }
}
