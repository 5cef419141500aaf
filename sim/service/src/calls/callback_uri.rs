//! Callback addresses of legs and of single operations.

use http::Uri;
use ringback_world::{
    Reply, World,
    calls::{CallConnectionId, Command},
};

use super::asked::{Asked, invalid};
use crate::{callbacks::Operation, respond::WireError};

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

/// Checks the callback address of one operation, where one is given.
pub(super) fn checked(uri: Option<String>) -> Result<Option<String>, WireError> {
    if let Some(uri) = &uri {
        check("operationCallbackUri", uri)?;
    }
    Ok(uri)
}

/// Asks for a media operation. Where its events go is kept when it is accepted, before any of them.
pub(super) async fn operate(
    asked: &Asked,
    command: Command,
    connection: CallConnectionId,
    uri: Option<String>,
) -> Result<Reply, WireError> {
    let callbacks = asked.app.callbacks.clone();
    let keep = move |world: &World, result: &Result<_, _>| {
        if result.is_ok()
            && let Some(leg) = world.calls().leg(&connection)
        {
            let operation = Operation::Numbered(leg.operations_made);
            callbacks.set_operation(connection, operation, uri);
        }
    };
    asked.command_then(command, keep).await
}
