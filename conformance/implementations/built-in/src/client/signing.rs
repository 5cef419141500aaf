//! Signatures with the access key of the resource
//! (Azure Communication Services documentation, "Authenticate to Azure Communication Services").

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// What is signed of a request.
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    pub(super) path_and_query: &'a str,
    pub(super) host: &'a str,
    /// The value of the `x-ms-date` header.
    pub(super) date: &'a str,
    pub(super) body: &'a [u8],
}

/// The headers that prove a request.
pub(super) struct Signature {
    pub(super) content_hash: String,
    pub(super) authorization: String,
}

pub(super) fn sign(access_key: &[u8], request: &Request<'_>) -> Signature {
    let content_hash = STANDARD.encode(Sha256::digest(request.body));
    let text = format!(
        "{}\n{}\n{};{};{content_hash}",
        request.method, request.path_and_query, request.date, request.host,
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(access_key).expect("HMAC takes keys of any size");
    mac.update(text.as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let authorization = format!(
        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
    );
    Signature {
        content_hash,
        authorization,
    }
}
