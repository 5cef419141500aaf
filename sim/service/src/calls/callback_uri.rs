//! Callback addresses of legs and of single operations.

use http::Uri;
use ringback_world::calls::CallConnectionId;

use super::asked::invalid;
use crate::{callbacks::CallbackUris, respond::WireError};

/// An operation whose events can go elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OperationKind {
    /// Play.
    Play,
    /// Recognize, and the start of its prompt.
    Recognize,
    /// Transfer.
    Transfer,
}

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

/// Keeps where the events of an accepted operation go: elsewhere, or to the leg's own address again.
pub(super) fn keep(
    callbacks: &CallbackUris,
    connection: CallConnectionId,
    kind: OperationKind,
    context: Option<&str>,
    uri: Option<&str>,
) {
    callbacks.set_operation(connection, name(kind, context), uri.unwrap_or_default());
}

/// Tells the address that an operation named for its own events, if it did.
pub(crate) fn operation_address(
    callbacks: &CallbackUris,
    connection: &CallConnectionId,
    kind: OperationKind,
    context: Option<&str>,
) -> Option<String> {
    callbacks
        .operation(connection, &name(kind, context))
        .filter(|uri| !uri.is_empty())
}

/// Facts name an operation by its kind and its context.
fn name(kind: OperationKind, context: Option<&str>) -> String {
    format!("{kind:?} {}", context.unwrap_or_default())
}
