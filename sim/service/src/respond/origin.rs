//! Under which address the service was asked: absolute links are built from it.

use axum::extract::FromRequestParts;
use http::request::Parts;
use std::convert::Infallible;

/// The scheme and the authority of a request, such as `https://127.0.0.1:8700`, without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts
            .extensions
            .get()
            .cloned()
            .unwrap_or_else(|| Self("http://localhost".to_owned())))
    }
}
