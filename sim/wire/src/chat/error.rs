//! Errors of Chat.

use serde::{Deserialize, Serialize};

/// The body of every error, as recorded with the service: with capitals, whatever the reference says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ErrorReply {
    /// The error.
    pub communication_error: CommunicationError,
}

/// An error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CommunicationError {
    /// The code, such as `BadRequest`.
    pub code: String,
    /// What is wrong; absent where the thread id has the wrong format.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub message: Option<String>,
    /// Always empty so far.
    pub details: Vec<CommunicationError>,
}

/// Somebody who could not be added; the rest of the request went through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidParticipant {
    /// The status that it would have been, as text.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The raw id.
    pub target: String,
}
