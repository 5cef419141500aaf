//! The JSON body of a request.

use axum::extract::{FromRequest, Request};
use http::StatusCode;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

use super::{Envelope, WireError};

/// A JSON body. One that is missing or malformed is refused as the service at that path refuses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body<T>(pub(crate) T);

/// A JSON body that may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BodyOrDefault<T>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = WireError;

    async fn from_request(request: Request, _: &S) -> Result<Self, WireError> {
        let path = request.uri().path().to_owned();
        let bytes = bytes_of(request).await?;
        parse(&path, &bytes).map(Self)
    }
}

impl<S: Sync, T: DeserializeOwned + Default> FromRequest<S> for BodyOrDefault<T> {
    type Rejection = WireError;

    async fn from_request(request: Request, _: &S) -> Result<Self, WireError> {
        let path = request.uri().path().to_owned();
        let bytes = bytes_of(request).await?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self(T::default()));
        }
        parse(&path, &bytes).map(Self)
    }
}

async fn bytes_of(request: Request) -> Result<Vec<u8>, WireError> {
    let path = request.uri().path().to_owned();
    match request.into_body().collect().await {
        Ok(body) => Ok(body.to_bytes().to_vec()),
        Err(error) => Err(malformed(&path, &error.to_string())),
    }
}

fn parse<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, WireError> {
    serde_json::from_slice(bytes).map_err(|error| malformed(path, &error.to_string()))
}

/// Refuses a malformed body. Call Automation's code is the sub-code as a text.
fn malformed(path: &str, why: &str) -> WireError {
    let code = if path.starts_with("/calling/") {
        "8523"
    } else if path.starts_with("/identities") {
        "ValidationError"
    } else {
        "BadRequest"
    };
    let message = format!("The request body is invalid: {why}");
    WireError::new(StatusCode::BAD_REQUEST, Envelope::of(path), code, message)
        .hint(format!("send a JSON body as documented: {why}"))
}
