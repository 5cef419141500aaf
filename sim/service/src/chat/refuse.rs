//! How Chat refuses, as recorded with the service.

use http::StatusCode;
use ringback_world::{
    Refusal,
    chat::{Limit, Refusal as Refused},
};

use crate::respond::{Envelope, WireError};

fn error(status: StatusCode, code: &str, message: impl Into<String>) -> WireError {
    WireError::new(status, Envelope::Chat, code, message)
}

pub(super) fn bad_request(message: impl Into<String>) -> WireError {
    error(StatusCode::BAD_REQUEST, "BadRequest", message)
}

pub(super) fn unauthorized() -> WireError {
    let message = "The request carries no valid user access token.";
    error(StatusCode::UNAUTHORIZED, "Unauthorized", message)
        .hint("send a user token of POST /identities/{id}/:issueAccessToken as a bearer token")
}

pub(super) fn forbidden() -> WireError {
    let message = "The initiator lacks the permission for this operation.";
    error(StatusCode::FORBIDDEN, "Forbidden", message)
}

pub(super) fn not_found(message: impl Into<String>) -> WireError {
    error(StatusCode::NOT_FOUND, "NotFound", message)
}

/// Turns a refusal of the world into the published error.
pub(super) fn refused(refusal: Refusal) -> WireError {
    let hint = refusal.to_string();
    match refusal {
        Refusal::Chat(refusal) => of_chat(refusal),
        Refusal::Directory(_) | Refusal::Calls(_) | Refusal::Teams(_) => bad_request(hint.as_str()),
    }
    .hint(hint)
}

fn of_chat(refusal: Refused) -> WireError {
    match refusal {
        Refused::InvalidThreadId(_) => bad_request(""),
        Refused::InvalidMessageId(id) => {
            bad_request(format!("Value for MessageId ({id}) is not valid."))
        }
        Refused::InvalidIdentifier(id) => {
            bad_request(format!("Identifier format is invalid ({id})."))
        }
        Refused::ThreadNotFound(_) => not_found("The specified thread id was not found."),
        Refused::MessageNotFound(_) => not_found("The specified message id was not found."),
        Refused::NotAParticipant(_) | Refused::NotTheSender(_) => forbidden(),
        Refused::OverLimit {
            what: Limit::MessageBytes,
            ..
        } => {
            let message = "The message is larger than the service takes.";
            error(StatusCode::PAYLOAD_TOO_LARGE, "RequestTooLarge", message)
        }
        Refused::OverLimit { what, given, limit } => {
            bad_request(format!("The number of {what} ({given}) exceeds {limit}."))
        }
        Refused::Invalid { field, why } => {
            bad_request(format!("Value for {field} is not valid: {why}."))
        }
    }
}
