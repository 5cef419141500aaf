//! Errors of the control API: what is wrong and the cure.

use http::StatusCode;
use ringback_world::{Refusal, calls, chat, directory, teams};
use serde_json::Value;

use crate::respond::{Envelope, WireError};

/// Makes an error.
pub(super) fn error(status: StatusCode, code: &str, message: impl Into<String>) -> WireError {
    WireError::new(status, Envelope::Control, code, message)
}

/// Something named is not there.
pub(super) fn not_found(what: &str, name: &str) -> WireError {
    error(
        StatusCode::NOT_FOUND,
        "NotFound",
        format!("there is no {what} {name:?}"),
    )
}

/// The request makes no sense.
pub(super) fn bad_request(message: impl Into<String>) -> WireError {
    error(StatusCode::BAD_REQUEST, "BadRequest", message)
}

/// Published in the design, and not there yet.
pub(super) fn not_implemented(what: &str) -> WireError {
    error(
        StatusCode::NOT_IMPLEMENTED,
        "NotImplemented",
        format!("{what} is not simulated yet"),
    )
    .hint("SUPPORT.md lists what is")
}

/// Refuses actions that are designed and not there yet, before they are taken for misspelt ones.
pub(super) fn refuse_not_yet(given: &Value, words: &[&str]) -> Result<(), WireError> {
    let named = |word: &&&str| given.as_str() == Some(**word) || given.get(**word).is_some();
    match words.iter().find(named) {
        Some(word) => Err(not_implemented(word)),
        None => Ok(()),
    }
}

/// Shows a refusal of the world.
pub(super) fn refused(refusal: &Refusal) -> WireError {
    let (status, code) = match refusal {
        Refusal::Calls(refusal) => of_calls(refusal),
        Refusal::Teams(refusal) => of_teams(refusal),
        Refusal::Directory(refusal) => of_directory(refusal),
        Refusal::Chat(refusal) => of_chat(refusal),
    };
    error(status, code, refusal.to_string())
}

const NOT_FOUND: (StatusCode, &str) = (StatusCode::NOT_FOUND, "NotFound");
const INVALID: (StatusCode, &str) = (StatusCode::BAD_REQUEST, "Invalid");
const CONFLICT: (StatusCode, &str) = (StatusCode::CONFLICT, "Conflict");

fn of_calls(refusal: &calls::Refusal) -> (StatusCode, &'static str) {
    match refusal {
        calls::Refusal::NotFound { .. } => NOT_FOUND,
        calls::Refusal::Invalid { .. } | calls::Refusal::EmptyText => INVALID,
        calls::Refusal::NotEstablished
        | calls::Refusal::AlreadyTerminated
        | calls::Refusal::WrongState(_)
        | calls::Refusal::NoSpeechService
        | calls::Refusal::NotOwned
        | calls::Refusal::NotSupported(_)
        | calls::Refusal::TransferInProgress
        | calls::Refusal::InParallel
        | calls::Refusal::MediaConflict
        | calls::Refusal::Party { .. } => CONFLICT,
    }
}

fn of_teams(refusal: &teams::Refusal) -> (StatusCode, &'static str) {
    match refusal {
        teams::Refusal::UnknownPerson { .. } | teams::Refusal::UnknownQueue { .. } => NOT_FOUND,
        teams::Refusal::Ambiguous { .. } => (StatusCode::CONFLICT, "Ambiguous"),
        teams::Refusal::NothingOffered { .. }
        | teams::Refusal::NotInCall { .. }
        | teams::Refusal::NotRetrieved { .. }
        | teams::Refusal::OptOutNotAllowed { .. } => CONFLICT,
    }
}

fn of_directory(refusal: &directory::Refusal) -> (StatusCode, &'static str) {
    match refusal {
        directory::Refusal::SomethingLacks => CONFLICT,
        directory::Refusal::UnknownResource(_) | directory::Refusal::IdentityNotOwned(_) => {
            NOT_FOUND
        }
    }
}

fn of_chat(refusal: &chat::Refusal) -> (StatusCode, &'static str) {
    match refusal {
        chat::Refusal::ThreadNotFound(_) | chat::Refusal::MessageNotFound(_) => NOT_FOUND,
        chat::Refusal::NotAParticipant(_) | chat::Refusal::NotTheSender(_) => CONFLICT,
        chat::Refusal::InvalidThreadId(_)
        | chat::Refusal::InvalidMessageId(_)
        | chat::Refusal::InvalidIdentifier(_)
        | chat::Refusal::OverLimit { .. }
        | chat::Refusal::Invalid { .. } => INVALID,
    }
}
