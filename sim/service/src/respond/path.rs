//! The path and the query of a request, percent-decoded.

use axum::extract::FromRequestParts;
use http::request::Parts;
use std::convert::Infallible;

/// The decoded segments of a request's path, without the empty one before the first slash. A verb glued to a segment
/// (`callConnections:answer`) stays glued: see [`split_verb`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PathSegments(pub(crate) Vec<String>);

impl PathSegments {
    /// Takes a path apart.
    pub(crate) fn of(path: &str) -> Self {
        Self(
            path.trim_start_matches('/')
                .split('/')
                .map(percent_decode)
                .collect(),
        )
    }

    /// Shows the segments, ready to be matched with slice patterns.
    pub(crate) fn as_strs(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }
}

/// Tells the word that a service's paths begin with, such as `chat`.
pub(crate) fn service_of(path: &str) -> &str {
    let rest = path.trim_start_matches('/');
    rest.split(['/', ':']).next().unwrap_or_default()
}

impl<S: Sync> FromRequestParts<S> for PathSegments {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.uri.path()))
    }
}

/// The decoded pairs of a query, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query(pub(crate) Vec<(String, String)>);

impl Query {
    /// Takes a query apart.
    pub(crate) fn of(query: &str) -> Self {
        let pairs = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let decode = |text: &str| percent_decode(&text.replace('+', " "));
                (decode(name), decode(value))
            });
        Self(pairs.collect())
    }

    /// Finds the first value of a name, whose letters' case does not matter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self
            .0
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.uri.query().unwrap_or_default()))
    }
}

/// Splits the verb off a segment: `x:play` is `("x", Some("play"))`. Only letters make a verb, so ids with colons stay whole.
pub(crate) fn split_verb(segment: &str) -> (&str, Option<&str>) {
    match segment.rsplit_once(':') {
        Some((id, verb)) if !verb.is_empty() && verb.bytes().all(|b| b.is_ascii_alphabetic()) => {
            (id, Some(verb))
        }
        _ => (segment, None),
    }
}

/// Decodes `%XX`; what is no valid escape stays as it is, and bytes that are no UTF-8 are replaced.
pub(crate) fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| bytes.get(at + 1..at + 3))
            .flatten();
        let value = escape
            .filter(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match value {
            Some(value) => {
                decoded.push(value);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_decoded_after_they_are_split() {
        let path = PathSegments::of("/identities/8%3Aacs%3Aa%2Fb/:issueAccessToken");
        assert_eq!(
            path.as_strs(),
            ["identities", "8:acs:a/b", ":issueAccessToken"]
        );
    }

    #[test]
    fn a_verb_is_letters_after_the_last_colon() {
        assert_eq!(
            split_verb("callConnections:answer"),
            ("callConnections", Some("answer"))
        );
        assert_eq!(
            split_verb(":revokeAccessTokens"),
            ("", Some("revokeAccessTokens"))
        );
        assert_eq!(split_verb("4:+1425"), ("4:+1425", None));
        assert_eq!(split_verb("plain"), ("plain", None));
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        assert_eq!(percent_decode("a%2"), "a%2");
        assert_eq!(percent_decode("%zz%41"), "%zzA");
        assert_eq!(percent_decode("%+1"), "%+1");
        assert_eq!(percent_decode("%ff"), "\u{fffd}");
    }

    #[test]
    fn a_query_is_found_by_name_in_any_case() {
        let query = Query::of("maxPageSize=2&x=a+b%2Bc&flag");
        assert_eq!(query.get("maxpagesize"), Some("2"));
        assert_eq!(query.get("x"), Some("a b+c"));
        assert_eq!(query.get("flag"), Some(""));
        assert_eq!(query.get("y"), None);
    }
}
