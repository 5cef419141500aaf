//! Repeatable requests: the same id from the same asker gets the first answer again, and nothing happens twice.
//!
//! Source: "Repeatable Requests Version 1.0", OASIS, 2021, as far as the published operations use it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{body::Bytes, response::Response};
use http::{HeaderMap, StatusCode};
use tokio::sync::OnceCell;

use crate::respond::{Envelope, WireError};

const REQUEST_ID: &str = "repeatability-request-id";
const FIRST_SENT: &str = "repeatability-first-sent";
const KEPT: usize = 10_000;

/// An answer that can be given again.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answered {
    pub(crate) fn into_response(self) -> Response {
        let mut response = Response::new(self.body.into());
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }

    /// Failures that another try may mend are not kept.
    fn is_kept(&self) -> bool {
        !self.status.is_server_error()
            && self.status != StatusCode::TOO_MANY_REQUESTS
            && self.status != StatusCode::UNAUTHORIZED
    }
}

type Slot = Arc<OnceCell<Answered>>;

/// The answers already given.
#[derive(Clone, Default)]
pub(crate) struct Repeatability(Arc<Mutex<BTreeMap<String, Slot>>>);

impl Repeatability {
    /// Reads the id of a repeatable request. Chat knows the id alone and looks after it itself.
    pub(crate) fn id(path: &str, headers: &HeaderMap) -> Result<Option<String>, WireError> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let (id, first_sent) = (text(REQUEST_ID), text(FIRST_SENT));
        if Envelope::of(path) != Envelope::Common {
            return Ok(None);
        }
        let code = if path.starts_with("/calling/") {
            "8523"
        } else {
            "BadRequest"
        };
        let refuse = |message: &str| {
            Err(WireError::new(StatusCode::BAD_REQUEST, Envelope::Common, code, message)
                .hint("send Repeatability-Request-ID and Repeatability-First-Sent together, the latter as an HTTP date"))
        };
        match (id, first_sent) {
            (None, None) => Ok(None),
            (Some(""), _) => refuse("Repeatability-Request-ID is empty."),
            (Some(id), Some(sent)) if crate::auth::parse_http_date(sent).is_some() => {
                Ok(Some(id.to_owned()))
            }
            (Some(_), Some(_)) => refuse("Repeatability-First-Sent is not a date."),
            (Some(_), None) => refuse("Repeatability-First-Sent is missing."),
            (None, Some(_)) => refuse("Repeatability-Request-ID is missing."),
        }
    }

    /// Answers a request once: a second one with the same key waits for the first and gets its answer.
    pub(crate) async fn once(
        &self,
        key: String,
        answer: impl Future<Output = Answered>,
    ) -> Answered {
        let slot = self.slot(key);
        let done = slot.get_or_try_init(|| async {
            let answered = answer.await;
            if answered.is_kept() {
                Ok(answered)
            } else {
                Err(answered)
            }
        });
        match done.await {
            Ok(answered) => answered.clone(),
            Err(answered) => answered,
        }
    }

    /// Forgets the answers of an earlier run.
    pub(crate) fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn slot(&self, key: String) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= KEPT && !slots.contains_key(&key) {
            slots.pop_first();
        }
        Arc::clone(slots.entry(key).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let parsed = pairs.iter().map(|(name, value)| {
            (
                http::HeaderName::from_static(name),
                value.parse().expect("a header value"),
            )
        });
        parsed.collect()
    }

    #[test]
    fn one_header_without_the_other_is_refused() {
        let id = |pairs: &[(&'static str, &str)]| Repeatability::id("/calling/x", &headers(pairs));
        let date = "Wed, 25 Nov 2026 02:00:00 GMT";
        assert_eq!(id(&[]), Ok(None));
        assert_eq!(
            id(&[(REQUEST_ID, "a"), (FIRST_SENT, date)]),
            Ok(Some("a".to_owned()))
        );
        for bad in [
            &[(REQUEST_ID, "a")][..],
            &[(FIRST_SENT, date)],
            &[(REQUEST_ID, "a"), (FIRST_SENT, "yesterday")],
            &[(REQUEST_ID, ""), (FIRST_SENT, date)],
        ] {
            assert_eq!(id(bad).unwrap_err().status, StatusCode::BAD_REQUEST);
        }
        assert_eq!(
            Repeatability::id("/chat/threads", &headers(&[(REQUEST_ID, "a")])),
            Ok(None)
        );
    }

    #[tokio::test]
    async fn the_first_answer_is_given_again_and_a_fault_is_not_kept() {
        let answers = Repeatability::default();
        let answer = |status: StatusCode| async move {
            Answered {
                status,
                headers: HeaderMap::new(),
                body: Bytes::new(),
            }
        };
        let ask =
            async |key: &str, status| answers.once(key.to_owned(), answer(status)).await.status;
        assert_eq!(ask("a", StatusCode::CREATED).await, StatusCode::CREATED);
        assert_eq!(ask("a", StatusCode::OK).await, StatusCode::CREATED);
        assert_eq!(
            ask("b", StatusCode::BAD_GATEWAY).await,
            StatusCode::BAD_GATEWAY
        );
        assert_eq!(ask("b", StatusCode::OK).await, StatusCode::OK);
    }
}
