//! The key that signs user tokens and callback tokens.
//!
//! It is a development key, committed and known to everybody: what it signs proves nothing outside a simulator. A fixed
//! key keeps tokens valid over restarts and needs no set-up.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde::Serialize;
use serde_json::{Value, json};

const PRIVATE: &str = include_str!("development-key.pem");
const PUBLIC: &str = include_str!("development-key.public.pem");
/// The public exponent of the key, 65537.
const EXPONENT: [u8; 3] = [1, 0, 1];

/// The name of the key in headers and in the key set.
pub(crate) const KEY_ID: &str = "ringback-development-key-1";

/// The development key, ready to sign and check.
pub(crate) struct DevelopmentKey {
    private: EncodingKey,
    public: DecodingKey,
}

impl DevelopmentKey {
    pub(crate) fn new() -> Self {
        Self {
            private: EncodingKey::from_rsa_pem(PRIVATE.as_bytes())
                .expect("the committed key is well-formed"),
            public: DecodingKey::from_rsa_pem(PUBLIC.as_bytes())
                .expect("the committed key is well-formed"),
        }
    }

    /// Signs claims as a JWT.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> String {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(KEY_ID.to_owned());
        jsonwebtoken::encode(&header, claims, &self.private).expect("claims are plain JSON")
    }

    /// Shows the half that checks.
    pub(crate) fn public(&self) -> &DecodingKey {
        &self.public
    }
}

/// Shows the public half as a key set.
pub(crate) fn key_set() -> Value {
    json!({"keys": [{
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": KEY_ID,
        "n": MODULUS, "e": URL_SAFE_NO_PAD.encode(EXPONENT),
    }]})
}

/// The public modulus, in URL-safe base64.
const MODULUS: &str = "5mVGGuGL821mnUsPcY-NBNJgRFkCTZeIW8k_noZGo15fCKCaNcXuGbeeD5cnv0aZUEOx2iOJcokY2tr4cgTYK9OXg_KCyy0DLln3k0Kq4tpsMJLpLtgLubdoxQWGfDv0R2arudU1SIcMY41VVPTquoZGCtFItoXfToY0RUQ8TyAN9Symkq_4r4wtxEPb3tyiMMKhKn6pmEDfQdA5piaIgfze2l7ReIgydKe9B-W6yhf1b_ireP8pIPwFtIS1ZPPaYvvl0WKNW2gf1x5N8Pkm0w5YeePlVVnjHBR3IjmUCopJpdi-dzc6nO7L9NK2VsR6EPXSJbvVZCLeyu372_7xNQ";
