//! The `api-version` of a request.

use axum::extract::FromRequestParts;
use http::{StatusCode, request::Parts};

use super::{Envelope, Query, WireError};

/// The `api-version` of a request; dates compare as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ApiVersion(pub(crate) String);

impl ApiVersion {
    /// Reads the version from a request's query.
    ///
    /// Any version in the form of a date is taken: clients of every age are out there.
    pub(crate) fn read(path: &str, query: &Query) -> Result<Self, WireError> {
        let refuse = |code: &str, message: String| {
            WireError::new(StatusCode::BAD_REQUEST, Envelope::of(path), code, message)
                .hint("every operation needs the query parameter api-version=YYYY-MM-DD[-preview]")
        };
        let Some(version) = query.get("api-version").filter(|text| !text.is_empty()) else {
            let message = "The api-version query parameter (?api-version=) is required.".to_owned();
            return Err(refuse("MissingApiVersionParameter", message));
        };
        if !is_date(version) {
            let message = format!("The api-version '{version}' is not supported.");
            return Err(refuse("UnsupportedApiVersionValue", message));
        }
        Ok(Self(version.to_owned()))
    }
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
        && (bytes.len() == 10 || bytes[10] == b'-')
}

impl<S: Sync> FromRequestParts<S> for ApiVersion {
    type Rejection = WireError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WireError> {
        let query = Query::of(parts.uri.query().unwrap_or_default());
        Self::read(parts.uri.path(), &query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_date_with_or_without_preview() {
        let read = |query| ApiVersion::read("/sms", &Query::of(query)).map(|v| v.0);
        assert_eq!(read("api-version=2024-03-07"), Ok("2024-03-07".to_owned()));
        assert_eq!(
            read("a=b&api-version=2024-06-15-preview"),
            Ok("2024-06-15-preview".to_owned())
        );
        for bad in [
            "",
            "api-version=",
            "api-version=1",
            "api-version=2024-03-07x",
        ] {
            assert_eq!(
                read(bad).unwrap_err().status,
                StatusCode::BAD_REQUEST,
                "{bad}"
            );
        }
    }
}
