//! How Identity refuses, as recorded with the service.

use http::StatusCode;
use ringback_world::{Refusal, directory};

use crate::respond::{Envelope, WireError};

/// Something in the request has a value that is not allowed.
pub(super) fn invalid(target: &str, message: impl Into<String>) -> WireError {
    WireError::new(
        StatusCode::BAD_REQUEST,
        Envelope::Common,
        "ValidationError",
        message,
    )
    .target(target)
}

/// The exchanged token is none.
pub(super) fn invalid_access_token() -> WireError {
    unauthorized_as("InvalidAccessToken", "Provided access token is not valid.").hint(
        "send the Entra token of a Teams user: a JWT of three parts whose middle is a JSON object",
    )
}

/// The request carries no credentials of a resource.
pub(super) fn unauthorized() -> WireError {
    unauthorized_as(
        "Unauthorized",
        "The request carries no valid credentials of the resource.",
    )
    .hint("sign the request with the access key of the connection string, or send an Entra token")
}

fn unauthorized_as(code: &str, message: &str) -> WireError {
    WireError::new(StatusCode::UNAUTHORIZED, Envelope::Common, code, message)
}

/// Turns a refusal of the world into the published error.
pub(super) fn refused(refusal: Refusal) -> WireError {
    let hint = refusal.to_string();
    match refusal {
        Refusal::Directory(
            directory::Refusal::IdentityNotOwned(_) | directory::Refusal::UnknownResource(_),
        ) => {
            let message = "Provided identity doesn't belong to the resource.";
            unauthorized_as("IdentityNotOwned", message)
        }
        Refusal::Directory(directory::Refusal::SomethingLacks)
        | Refusal::Calls(_)
        | Refusal::Chat(_)
        | Refusal::Teams(_) => WireError::new(
            StatusCode::BAD_REQUEST,
            Envelope::Common,
            "BadRequest",
            hint.as_str(),
        ),
    }
    .hint(hint)
}
