//! What the service answered.

use http::{HeaderMap, StatusCode};
use serde_json::Value;

#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The body; null when there is none.
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) async fn read(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await.expect("the body arrives");
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes)
                .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&bytes)))
        };
        Self {
            status,
            headers,
            body,
        }
    }

    /// Demands a status and gives the body.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{} {:?}",
            self.body,
            self.headers
        );
        self.body
    }

    /// Demands Chat's error shape with this status, code and message.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> String {
        let kind = self.header("content-type").map(str::to_owned);
        let body = self.expect(status);
        assert_eq!(kind.as_deref(), Some("application/json"));
        let error = &body["CommunicationError"];
        assert_eq!(error["Code"], code, "{body}");
        assert_eq!(error["Details"], serde_json::json!([]), "{body}");
        error["Message"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
