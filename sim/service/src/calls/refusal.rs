//! Refusals of the world with their published status, code and text.
//!
//! Source: "Call Automation SDK troubleshooting codes", Azure Communication Services documentation, 2025.

use http::StatusCode;
use ringback_world::{Refusal, calls};

use crate::respond::{ApiVersion, Envelope, WireError};

/// Shows a refusal as Call Automation does.
pub(super) fn to_wire(refusal: &Refusal) -> WireError {
    let Refusal::Calls(refused) = refusal else {
        return error(StatusCode::BAD_REQUEST, "8523", refusal.to_string());
    };
    let (status, code) = status_and_code(refused);
    error(status, code, message(refused)).hint(refused.to_string())
}

/// Refuses what a version does not have yet.
pub(super) fn known_since(version: &ApiVersion, since: &str) -> Result<(), WireError> {
    if version.0.as_str() >= since {
        return Ok(());
    }
    let why = format!("the operation exists since the version {since}");
    Err(to_wire(&calls::Refusal::NotSupported(why).into()))
}

fn error(status: StatusCode, code: &str, message: String) -> WireError {
    WireError::new(status, Envelope::Common, code, message)
}

fn status_and_code(refused: &calls::Refusal) -> (StatusCode, &'static str) {
    match refused {
        calls::Refusal::Invalid { .. } => (StatusCode::BAD_REQUEST, "8523"),
        calls::Refusal::NotEstablished => (StatusCode::BAD_REQUEST, "8501"),
        calls::Refusal::AlreadyTerminated => (StatusCode::BAD_REQUEST, "8528"),
        calls::Refusal::WrongState(_) => (StatusCode::BAD_REQUEST, "8585"),
        calls::Refusal::NoSpeechService => (StatusCode::BAD_REQUEST, "8567"),
        calls::Refusal::EmptyText => (StatusCode::BAD_REQUEST, "8582"),
        calls::Refusal::NotOwned => (StatusCode::FORBIDDEN, "7507"),
        calls::Refusal::NotFound { .. } => (StatusCode::NOT_FOUND, "8522"),
        calls::Refusal::NotSupported(_) => (StatusCode::METHOD_NOT_ALLOWED, "8520"),
        calls::Refusal::TransferInProgress => (StatusCode::CONFLICT, "8607"),
        calls::Refusal::InParallel => (StatusCode::CONFLICT, "8519"),
        calls::Refusal::MediaConflict => (StatusCode::PRECONDITION_FAILED, "8583"),
        calls::Refusal::Party { .. } => (StatusCode::CONFLICT, "8585"),
    }
}

/// The texts that the service was seen to send; elsewhere our own.
fn message(refused: &calls::Refusal) -> String {
    match refused {
        calls::Refusal::NotEstablished => {
            "Action is invalid when call is not in Established state.".to_owned()
        }
        calls::Refusal::AlreadyTerminated => {
            "Action is invalid, call already terminated.".to_owned()
        }
        calls::Refusal::NotFound { what } => format!("{what} not found."),
        calls::Refusal::Invalid { field, why } => format!("The field {field} is invalid: {why}"),
        calls::Refusal::WrongState(_)
        | calls::Refusal::NoSpeechService
        | calls::Refusal::EmptyText
        | calls::Refusal::NotOwned
        | calls::Refusal::NotSupported(_)
        | calls::Refusal::TransferInProgress
        | calls::Refusal::InParallel
        | calls::Refusal::MediaConflict
        | calls::Refusal::Party { .. } => sentence(&refused.to_string()),
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_call_reads_as_recorded() {
        let refused = calls::Refusal::NotFound {
            what: "Call".to_owned(),
        };
        let error = to_wire(&Refusal::Calls(refused));
        assert_eq!(
            (
                error.status.as_u16(),
                error.code.as_str(),
                error.message.as_str()
            ),
            (404, "8522", "Call not found.")
        );
    }

    #[test]
    fn an_ended_call_is_told_with_the_words_that_applications_look_for() {
        let error = to_wire(&Refusal::Calls(calls::Refusal::AlreadyTerminated));
        assert_eq!((error.status.as_u16(), error.code.as_str()), (400, "8528"));
        assert!(error.message.contains("call already terminated"));
    }
}
