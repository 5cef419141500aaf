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

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};
    use ringback_world::Guid;

    use super::*;

    const DATE: &str = "Wed, 25 Nov 2026 02:00:00 GMT";
    const BODY: &str = r#"{"createTokenWithScopes":["chat"]}"#;
    const HASH: &str = "WTRvgEjjVd+bvyKw3WgXgDkU81aV8FWq+4/BE+he0+A=";
    const HASH_OF_NOTHING: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    struct Vector {
        client: &'static str,
        method: &'static str,
        target: &'static str,
        host: &'static str,
        extra: &'static [(&'static str, &'static str)],
        body: &'static str,
        signature: &'static str,
    }

    /// Computed by Python's hmac and hashlib from what each client signs, with the key of [`resource`].
    const VECTORS: [Vector; 9] = [
        Vector {
            client: "a Python client signs the bytes of the wire",
            method: "POST",
            target: "/identities/8%3Aacs%3Aabc/:issueAccessToken?api-version=2023-10-01",
            host: "127.0.0.1:8700",
            extra: &[],
            body: BODY,
            signature: "JB2HGbcXZo1Q2rLF0L2mfxWHoHpQYXTkpHZl2OpwbE8=",
        },
        Vector {
            client: "a Python client of rooms signs the decoded target",
            method: "GET",
            target: "/rooms/a%20b?api-version=2025-03-13",
            host: "127.0.0.1:8700",
            extra: &[],
            body: "",
            signature: "1+EuSaEXjzAHKMiJ1zE7DpfC9Ct/bB8DgJdtAhPcPdQ=",
        },
        Vector {
            client: "an asynchronous Python client signs what the wire no longer escapes",
            method: "GET",
            target: "/calling/callConnections/x/participants/8:acs:x_y?api-version=2024-04-15",
            host: "127.0.0.1:8700",
            extra: &[],
            body: "",
            signature: "6GhKvv2nqMGrYQbuL0kNfngSUsVwqOviagUdf0frI+A=",
        },
        Vector {
            client: "a Python client given a slash at the end signs it with the host",
            method: "POST",
            target: "/sms?api-version=2021-03-07",
            host: "127.0.0.1:8700",
            extra: &[],
            body: BODY,
            signature: "5y1O4ILyItwlhV4V1IsjkjVBJP0gIJXhbWc9IBdNL+0=",
        },
        Vector {
            client: "a JavaScript client signs its query as a form",
            method: "GET",
            target: "/availablePhoneNumbers/countries/US/localities?administrativeDivision=W%20A~*&api-version=2025-06-01",
            host: "127.0.0.1:8700",
            extra: &[],
            body: "",
            signature: "uJ2+pNNAAb9chlq4dncjZ4fYrFo3urg7VoyBJB3+T6Q=",
        },
        Vector {
            client: "a JavaScript client signs a recording by its path, under the endpoint's host",
            method: "GET",
            target: "/v1/objects/0-a/content/video?x=1",
            host: "us-storage.asm.skype.com:8700",
            extra: &[("x-ms-host", "127.0.0.1")],
            body: "",
            signature: "arURa9sQkg98rK6ldrEWMokaYhXtuXqrXLjDICUBiT0=",
        },
        Vector {
            client: "a .NET client signs the host of its connection string",
            method: "POST",
            target: "/calling/callConnections:answer?api-version=2024-04-15",
            host: "127.0.0.1:8700",
            extra: &[("x-forwarded-host", "contoso.communication.azure.com")],
            body: BODY,
            signature: "G5UjKyv4bz1DHHMEk1zu8tIck1JOWYTgBWLUL2J2IX4=",
        },
        Vector {
            client: "a Java client signs the host without its port",
            method: "POST",
            target: "/identities?api-version=2023-10-01",
            host: "127.0.0.1:8700",
            extra: &[],
            body: BODY,
            signature: "gTWFuphx6Eq5HeGNjz9hh7LBM3OrloOjqS3YS2XKkAM=",
        },
        Vector {
            client: "a Go client signs the decoded path with the raw query",
            method: "GET",
            target: "/phoneNumbers/%2B14255550100?x=a%20b",
            host: "127.0.0.1:8700",
            extra: &[],
            body: "",
            signature: "Hv1nL0PI5C8TO2L23XRqASAug8GgTLP+5C9GGPUUqzY=",
        },
    ];

    fn resource() -> KnownResource {
        KnownResource {
            name: "main".to_owned(),
            id: Guid::new("r"),
            keys: vec![
                b"another key".to_vec(),
                b"ringback development key".to_vec(),
            ],
        }
    }

    fn headers(vector: &Vector) -> HeaderMap {
        let hash = if vector.body.is_empty() {
            HASH_OF_NOTHING
        } else {
            HASH
        };
        let authorization = format!(
            "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={}",
            vector.signature
        );
        let own = [
            ("host", vector.host),
            ("x-ms-date", DATE),
            ("x-ms-content-sha256", hash),
            ("authorization", authorization.as_str()),
        ];
        let all = own.iter().chain(vector.extra);
        all.map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_str(value).expect("ASCII"),
            )
        })
        .collect()
    }

    fn checked(
        vector: &Vector,
        headers: &HeaderMap,
        body: &str,
        now: &str,
    ) -> Result<String, SignatureError> {
        let signed = Signed {
            method: &vector.method.parse().expect("a method"),
            uri: &vector.target.parse().expect("a target"),
            headers,
            body: body.as_bytes(),
            own: &["127.0.0.1:8700".to_owned()],
        };
        check(signed, &[resource()], now.parse().expect("a time")).map(|found| found.name.clone())
    }

    const NOW: &str = "2026-11-25T02:04:59Z";

    #[test]
    fn every_client_is_understood() {
        for vector in &VECTORS {
            let found = checked(vector, &headers(vector), vector.body, NOW);
            assert_eq!(found, Ok("main".to_owned()), "{}", vector.client);
        }
    }

    #[test]
    fn the_signature_covers_method_target_host_date_and_body() {
        let vector = &VECTORS[0];
        let changed = |name: &'static str, value: &'static str| {
            let mut headers = headers(vector);
            headers.insert(name, HeaderValue::from_static(value));
            checked(vector, &headers, vector.body, NOW)
        };
        let mismatch = |result| matches!(result, Err(SignatureError::Mismatch(_)));
        assert!(mismatch(changed(
            "x-ms-date",
            "Wed, 25 Nov 2026 02:00:01 GMT"
        )));
        let other = Vector {
            method: "GET",
            ..VECTORS[0]
        };
        assert!(mismatch(checked(&other, &headers(&other), other.body, NOW)));
        let other = Vector {
            target: "/identities?api-version=2023-10-01",
            ..VECTORS[0]
        };
        assert!(mismatch(checked(&other, &headers(&other), other.body, NOW)));
        let other = Vector {
            host: "example.com",
            ..VECTORS[7]
        };
        assert!(
            checked(&other, &headers(&other), other.body, NOW).is_ok(),
            "own names are tried too"
        );
        let result = checked(vector, &headers(vector), "{}", NOW);
        assert!(matches!(result, Err(SignatureError::BodyHash { .. })));
    }

    #[test]
    fn a_date_may_be_five_minutes_off() {
        let vector = &VECTORS[0];
        let at = |now| checked(vector, &headers(vector), vector.body, now);
        assert!(at("2026-11-25T02:05:00Z").is_ok() && at("2026-11-25T01:55:00Z").is_ok());
        assert!(matches!(
            at("2026-11-25T02:05:01Z"),
            Err(SignatureError::Skew(_))
        ));
        assert!(matches!(
            at("2026-11-25T01:54:59Z"),
            Err(SignatureError::Skew(_))
        ));
    }

    #[test]
    fn the_date_header_may_take_the_place_of_x_ms_date() {
        let vector = &VECTORS[0];
        let mut headers = headers(vector);
        headers.remove("x-ms-date");
        headers.insert("date", HeaderValue::from_static(DATE));
        assert!(checked(vector, &headers, vector.body, NOW).is_ok());
    }

    #[test]
    fn the_developer_sees_the_string_to_sign_and_no_key() {
        let vector = Vector {
            signature: "AAAA",
            ..VECTORS[0]
        };
        let error = checked(&vector, &headers(&vector), vector.body, NOW).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains(&format!("{DATE};127.0.0.1:8700;{HASH}")),
            "{text}"
        );
        assert!(!text.contains("ringback development key"), "{text}");
    }
}
