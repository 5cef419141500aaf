//! The tokens that Call Automation callbacks carry, and the documents by which they are checked.
//!
//! Source: "How to secure webhook endpoint", Azure Communication Services documentation, 2024.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Json, Router, routing::get};
use ringback_world::Guid;
use serde_json::{Value, json};

use super::development_key::{DevelopmentKey, key_set};
use crate::{app::App, outer_time, respond::Origin};

/// The issuer that applications expect.
pub(crate) const ISSUER: &str = "https://acscallautomation.communication.azure.com";
const LIFETIME_SECONDS: i64 = 5 * 60;
/// One token serves all callbacks of a minute: signing costs more than everything else together.
const REUSED_SECONDS: i64 = 60;

/// Signs callback tokens.
#[derive(Clone)]
pub(crate) struct CallbackTokens {
    key: Arc<DevelopmentKey>,
    made: Arc<Mutex<BTreeMap<Guid, (i64, String)>>>,
}

impl CallbackTokens {
    pub(crate) fn new(key: Arc<DevelopmentKey>) -> Self {
        Self {
            key,
            made: Arc::default(),
        }
    }

    /// Gives a token for a resource's callbacks.
    pub(crate) fn token(&self, audience: &Guid) -> String {
        let now = outer_time::unix_seconds();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, token)) = made.get(audience)
            && (*at..*at + REUSED_SECONDS).contains(&now)
        {
            return token.clone();
        }
        let token = self.key.sign(&json!({
            "iss": ISSUER,
            "aud": audience,
            "iat": now,
            "nbf": now,
            "exp": now + LIFETIME_SECONDS,
        }));
        made.insert(audience.clone(), (now, token.clone()));
        token
    }
}

/// Routes of the documents.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route(
            "/calling/.well-known/acsopenidconfiguration",
            get(configuration),
        )
        .route("/calling/keys", get(async || Json(key_set())))
}

/// The key set is named under the address by which the service was asked, so that it can be fetched from there.
async fn configuration(origin: Origin) -> Json<Value> {
    Json(json!({
        "issuer": ISSUER,
        "jwks_uri": format!("{}/calling/keys", origin.0),
        "id_token_signing_alg_values_supported": ["RS256"],
    }))
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};

    use super::*;

    #[test]
    fn a_callback_token_passes_the_checks_that_applications_make() {
        let tokens = CallbackTokens::new(Arc::new(DevelopmentKey::new()));
        let audience = Guid::new("aa");
        let token = tokens.token(&audience);
        let set: JwkSet = serde_json::from_value(key_set()).expect("a key set");
        let header = jsonwebtoken::decode_header(&token).expect("a header");
        let key = set.find(&header.kid.expect("a key id")).expect("the key");
        let mut checks = Validation::new(Algorithm::RS256);
        checks.set_audience(&["aa"]);
        checks.set_issuer(&[ISSUER]);
        let key = DecodingKey::from_jwk(key).expect("an RSA key");
        let claims = jsonwebtoken::decode::<Value>(&token, &key, &checks)
            .expect("valid")
            .claims;
        assert_eq!(
            claims["exp"]
                .as_i64()
                .zip(claims["iat"].as_i64())
                .map(|(e, i)| e - i),
            Some(300)
        );
        assert_eq!(token, tokens.token(&audience));
        assert_ne!(token, tokens.token(&Guid::new("bb")));
    }
}
