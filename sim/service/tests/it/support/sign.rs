//! Access-key signatures, made as the published SDKs make them.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Signs a request and gives the headers that it needs.
pub(super) fn headers(
    key: &str,
    method: &str,
    path_and_query: &str,
    host: &str,
    body: &[u8],
) -> [(&'static str, String); 3] {
    let date = jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&jiff::Timestamp::now())
        .expect("a date");
    let hash = BASE64_STANDARD.encode(Sha256::digest(body));
    let text = format!("{method}\n{path_and_query}\n{date};{host};{hash}");
    let key = BASE64_STANDARD.decode(key).expect("keys are base64");
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key of any length");
    mac.update(text.as_bytes());
    let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
    let signed = "x-ms-date;host;x-ms-content-sha256";
    let authorization = format!("HMAC-SHA256 SignedHeaders={signed}&Signature={signature}");
    [
        ("x-ms-date", date),
        ("x-ms-content-sha256", hash),
        ("authorization", authorization),
    ]
}
