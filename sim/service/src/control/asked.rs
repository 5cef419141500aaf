//! Bodies of control calls: JSON read with the errors of our files, so that a wrong word is told with the right one.

use axum::body::Bytes;
use ringback_format::yaml;
use serde::de::DeserializeOwned;

use super::error::bad_request;
use crate::respond::WireError;

/// Reads a body; an empty one is an empty object.
pub(super) fn body<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, WireError> {
    let text = std::str::from_utf8(bytes).map_err(|_| bad_request("the body is no UTF-8"))?;
    text_body(text)
}

/// Reads the text of a body.
pub(super) fn text_body<T: DeserializeOwned>(text: &str) -> Result<T, WireError> {
    let text = if text.trim().is_empty() { "{}" } else { text };
    yaml::parse("body", text).map_err(|error| {
        let mut message = error.message.clone();
        if let Some(expected) = &error.expected {
            message = format!("{message}; expected {expected}");
        }
        let cure = match &error.nearest {
            Some(nearest) => format!("did you mean {nearest:?}?"),
            None => format!("look at line {} column {}", error.line, error.column),
        };
        bad_request(message).hint(cure)
    })
}
