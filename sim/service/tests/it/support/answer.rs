//! What the service answered.

use http::HeaderMap;
use serde_json::{Value, json};

/// An answer of the service.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body; null when there is none, a text when it is not JSON and does not say so.
    pub(crate) body: Value,
}

impl Answer {
    pub(super) async fn read(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("the body arrives");
        let mut answer = Self {
            status,
            headers,
            body: Value::Null,
        };
        let kind = answer.header("content-type").unwrap_or_default();
        if !text.is_empty() {
            answer.body = match kind.split(';').next() {
                Some("text/html" | "text/plain" | "text/csv" | "application/jsonl") => {
                    Value::String(text)
                }
                _ => serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text}")),
            };
        }
        answer
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A text of the body, or nothing.
    pub(crate) fn text(&self, name: &str) -> String {
        self.body[name].as_str().unwrap_or_default().to_owned()
    }

    /// Demands a status and gives the body.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} {:?}", self.body, self.headers);
        self.body
    }

    /// Demands an error with this status and code, in the common shape.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> &Self {
        assert_eq!(
            (self.status, self.body["error"]["code"].as_str()),
            (status, Some(code)),
            "{:#}",
            self.body
        );
        self
    }

    /// Demands an error with this status and code in Chat's own shape, and gives its message.
    #[track_caller]
    pub(crate) fn refused_by_chat(&self, status: u16, code: &str) -> String {
        let body = self.clone().expect(status);
        assert_eq!(self.header("content-type"), Some("application/json"));
        let error = &body["CommunicationError"];
        assert_eq!(error["Code"], code, "{body}");
        assert_eq!(error["Details"], json!([]), "{body}");
        error["Message"].as_str().unwrap_or_default().to_owned()
    }
}
