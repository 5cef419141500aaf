//! The signature made with a resource's access key.
//!
//! Source: "Authenticate requests with HMAC", Azure Communication Services documentation, 2024.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, Method, Uri};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::{candidates, resources::KnownResource};

/// How far a request's date may be off.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// A request as it is signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signed<'a> {
    pub(crate) method: &'a Method,
    pub(crate) uri: &'a Uri,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    /// The authorities under which the service knows itself.
    pub(crate) own: &'a [String],
}

/// Why a signature is not taken. The texts are for the developer and show no key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum SignatureError {
    /// A header is missing or malformed.
    #[error("{0}")]
    Header(String),
    /// The date is too far off.
    #[error(
        "the date of the request is {0} away from this machine's clock; at most 5 minutes are allowed"
    )]
    Skew(SignedDuration),
    /// The body is not what was hashed.
    #[error(
        "x-ms-content-sha256 is {given}, but the body that arrived has {found}; hash the exact bytes that are sent"
    )]
    BodyHash {
        /// What the header says.
        given: String,
        /// What the body has.
        found: String,
    },
    /// No key makes this signature.
    #[error(
        "no access key of any resource makes this signature; the string to sign is {0:?}; check the access key"
    )]
    Mismatch(String),
}

/// Finds the resource whose key signed a request.
pub(crate) fn check<'r>(
    signed: Signed<'_>,
    resources: &'r [KnownResource],
    now: Timestamp,
) -> Result<&'r KnownResource, SignatureError> {
    let authorization = header(signed.headers, "authorization")?;
    let (names, signature) = parts(authorization)?;
    let date = match names.as_deref() {
        Some("date") => header(signed.headers, "date")?,
        _ => header(signed.headers, "x-ms-date").or_else(|_| header(signed.headers, "date"))?,
    };
    let hash = header(signed.headers, "x-ms-content-sha256")?;
    check_date(date, now)?;
    check_hash(hash, signed.body)?;
    let signature = STANDARD
        .decode(signature)
        .map_err(|_| SignatureError::Header("the signature is not base64".to_owned()))?;
    let strings = candidates::strings_to_sign(signed, date, hash);
    for string in &strings {
        for resource in resources {
            if resource
                .keys
                .iter()
                .any(|key| verifies(key, string, &signature))
            {
                return Ok(resource);
            }
        }
    }
    Err(SignatureError::Mismatch(
        strings.into_iter().next().unwrap_or_default(),
    ))
}

/// Reads a date as HTTP writes it.
pub(crate) fn parse_http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(text)
        .ok()
}

fn verifies(key: &[u8], string: &str, signature: &[u8]) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
    mac.update(string.as_bytes());
    mac.verify_slice(signature).is_ok()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, SignatureError> {
    let value = headers.get(name).ok_or_else(|| {
        SignatureError::Header(format!(
            "the header {name} is missing; sign with an access key"
        ))
    })?;
    value
        .to_str()
        .map_err(|_| SignatureError::Header(format!("the header {name} is not ASCII")))
}

/// Splits `HMAC-SHA256 SignedHeaders=a;b;c&Signature=x` into the first signed header and the signature.
fn parts(authorization: &str) -> Result<(Option<String>, &str), SignatureError> {
    let malformed = || {
        SignatureError::Header(
            "Authorization is not of the form HMAC-SHA256 SignedHeaders=…&Signature=…".to_owned(),
        )
    };
    let rest = authorization
        .strip_prefix("HMAC-SHA256 ")
        .ok_or_else(malformed)?;
    let signature = rest
        .split('&')
        .find_map(|part| part.trim().strip_prefix("Signature="));
    let names = rest
        .split('&')
        .find_map(|part| part.trim().strip_prefix("SignedHeaders="));
    let first = names.and_then(|names| names.split(';').next());
    Ok((
        first.map(str::to_ascii_lowercase),
        signature.ok_or_else(malformed)?,
    ))
}

fn check_date(date: &str, now: Timestamp) -> Result<(), SignatureError> {
    let at = parse_http_date(date)
        .ok_or_else(|| SignatureError::Header(format!("the date {date:?} is no HTTP date")))?;
    let off = now.duration_since(at).abs();
    if off > SKEW {
        Err(SignatureError::Skew(off))
    } else {
        Ok(())
    }
}

fn check_hash(given: &str, body: &[u8]) -> Result<(), SignatureError> {
    let found = STANDARD.encode(Sha256::digest(body));
    if given == found {
        return Ok(());
    }
    Err(SignatureError::BodyHash {
        given: given.to_owned(),
        found,
    })
}
