//! Answers as the services label them.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// Answers with a JSON body. Successes name the character set, errors do not; so the services were recorded.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    let text = serde_json::to_string(body).expect("replies are plain JSON");
    (status, [(header::CONTENT_TYPE, JSON)], text).into_response()
}

/// Answers that something was made, and where it is.
pub(super) fn created(location: &str, body: &impl Serialize) -> Response {
    let mut response = json(StatusCode::CREATED, body);
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
