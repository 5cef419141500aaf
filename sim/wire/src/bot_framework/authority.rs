//! Keys and tokens.

use serde::Serialize;

/// Where keys and tokens are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenIdConfiguration {
    /// Who signs.
    pub issuer: String,
    /// Where people would log in; nobody does.
    pub authorization_endpoint: String,
    /// Where tokens are issued.
    pub token_endpoint: String,
    /// Where the keys are.
    pub jwks_uri: String,
    /// How tokens are signed.
    pub id_token_signing_alg_values_supported: [&'static str; 1],
    /// How a client proves itself.
    pub token_endpoint_auth_methods_supported: [&'static str; 1],
}

/// A token for the connector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenReply {
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// How long it lives, in seconds.
    pub expires_in: i64,
    /// How long it lives when the authority is down, in seconds.
    pub ext_expires_in: i64,
    /// The token.
    pub access_token: String,
}

/// Why there is no token ("The OAuth 2.0 Authorization Framework", RFC 6749, section 5.2, 2012).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenError {
    /// The code.
    pub error: &'static str,
    /// What is wrong.
    pub error_description: String,
}
