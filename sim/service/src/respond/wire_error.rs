//! An error as a client receives it, in the shape of the service that it asked.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};

/// The header that tells a developer the cure; real services do not send it.
pub(crate) const HINT: HeaderName = HeaderName::from_static("x-ringback-hint");

/// The shape of an error body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Envelope {
    /// `{"error": {"code", "message"}}`: nearly every service.
    Common,
    /// `{"CommunicationError": {"Code", "Message", "Details"}}`: Chat, as recorded.
    Chat,
    /// `{"error": {"code", "message", "hint"}}`: our own control API.
    Control,
}

impl Envelope {
    /// Tells the shape of the service that a path belongs to.
    pub(crate) fn of(path: &str) -> Self {
        if path == "/chat" || path.starts_with("/chat/") {
            Self::Chat
        } else if path == "/sim" || path.starts_with("/sim/") {
            Self::Control
        } else {
            Self::Common
        }
    }

    /// Labels an error body: the services were recorded to leave the character set out.
    fn content_type(self) -> HeaderValue {
        match self {
            Self::Common | Self::Chat => HeaderValue::from_static("application/json"),
            Self::Control => HeaderValue::from_static("application/json; charset=utf-8"),
        }
    }
}

/// An error as a client receives it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WireError {
    /// The status.
    pub(crate) status: StatusCode,
    /// The shape of the body.
    pub(crate) envelope: Envelope,
    /// The published code.
    pub(crate) code: String,
    /// The published message.
    pub(crate) message: String,
    /// What it is about, as published.
    pub(crate) target: Option<Box<str>>,
    /// More headers.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// The cure, for the developer: logged, and sent beside the published body.
    pub(crate) hint: Option<Box<str>>,
}

impl WireError {
    /// Makes an error without hint and further headers.
    pub(crate) fn new(
        status: StatusCode,
        envelope: Envelope,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            envelope,
            code: code.into(),
            message: message.into(),
            target: None,
            headers: Vec::new(),
            hint: None,
        }
    }

    /// Names what the error is about.
    #[must_use]
    pub(crate) fn target(mut self, target: impl Into<String>) -> Self {
        self.target = Some(target.into().into());
        self
    }

    /// Tells the developer the cure.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into());
        self
    }

    fn body(&self) -> Value {
        match self.envelope {
            Envelope::Common => {
                let mut error = json!({"code": self.code, "message": self.message});
                if let Some(target) = &self.target {
                    error["target"] = json!(target);
                }
                json!({"error": error})
            }
            Envelope::Chat => {
                let mut error = json!({"Code": self.code});
                if !self.message.is_empty() {
                    error["Message"] = json!(self.message);
                }
                error["Details"] = json!([]);
                json!({"CommunicationError": error})
            }
            Envelope::Control => json!({"error": {
                "code": self.code, "message": self.message, "hint": self.hint,
            }}),
        }
    }
}

impl WireError {
    /// Makes status, headers and body; the hint goes to the log and into a header of its own.
    pub(crate) fn into_parts(self) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, self.envelope.content_type());
        if let Some(hint) = &self.hint {
            tracing::info!(status = self.status.as_u16(), code = %self.code, %hint, "refused");
            if let Ok(value) = HeaderValue::from_str(&header_text(hint)) {
                headers.insert(HINT, value);
            }
        }
        let body = self.body().to_string().into_bytes();
        headers.extend(self.headers);
        (self.status, headers, body)
    }
}

impl IntoResponse for WireError {
    fn into_response(self) -> Response {
        self.into_parts().into_response()
    }
}

/// Writes text so that a header can carry it: line ends as `\n`, everything else outside ASCII escaped.
fn header_text(text: &str) -> String {
    text.escape_default()
        .to_string()
        .replace("\\'", "'")
        .replace("\\\"", "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_has_its_own_shape() {
        let error = |path| {
            WireError::new(StatusCode::NOT_FOUND, Envelope::of(path), "C", "m")
                .body()
                .to_string()
        };
        assert_eq!(
            error("/identities"),
            r#"{"error":{"code":"C","message":"m"}}"#
        );
        assert_eq!(
            error("/chat/threads"),
            r#"{"CommunicationError":{"Code":"C","Message":"m","Details":[]}}"#
        );
        assert_eq!(
            error("/sim/v1/status"),
            r#"{"error":{"code":"C","message":"m","hint":null}}"#
        );
    }

    #[test]
    fn a_hint_of_several_lines_fits_into_a_header() {
        assert_eq!(header_text("GET\n/a?b='c'\"é"), "GET\\n/a?b='c'\"\\u{e9}");
    }
}
