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

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed beforehand with the hash functions of another language.
    #[test]
    fn signatures_agree_with_known_ones() {
        for (body, content_hash, signature) in [
            (
                r#"{"createTokenWithScopes":["chat"]}"#,
                "WTRvgEjjVd+bvyKw3WgXgDkU81aV8FWq+4/BE+he0+A=",
                "wAsnSlvk6InXG8BXdH2xnxf8gN5lzH3y6Y6ttCGR8P4=",
            ),
            (
                "",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "KKRsJ1KaGxlDqn3Zlsv1jsQduKz1G1mC6r8+w4JeS8Y=",
            ),
        ] {
            let request = Request {
                method: "POST",
                path_and_query: "/identities?api-version=2023-10-01",
                host: "127.0.0.1:8700",
                date: "Tue, 20 Jan 2026 10:15:03 GMT",
                body: body.as_bytes(),
            };
            let signed = sign(b"0123456789abcdef0123456789abcdef", &request);
            assert_eq!(signed.content_hash, content_hash);
            let expected = format!(
                "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
            );
            assert_eq!(signed.authorization, expected);
        }
    }
}
