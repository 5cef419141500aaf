//! Identity: identities and user access tokens, versions 2021-03-07 to 2025-06-30.
//!
//! Source: "Communication Identity" REST reference, 2025-06-30. The stable versions differ in nothing that is written down here;
//! `GET /identities/{id}` exists in 2025-03-02-preview alone.

use serde::{Deserialize, Serialize};

/// Asks for an identity, with a token where scopes are given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "an object such as {\"createTokenWithScopes\": [\"chat\"], \"expiresInMinutes\": 60}"
)]
pub struct CreateRequest {
    /// Scopes of a token to issue at once.
    #[serde(default)]
    pub create_token_with_scopes: Option<Vec<String>>,
    /// How long that token lives.
    #[serde(default)]
    pub expires_in_minutes: Option<i64>,
}

/// Asks for a token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "an object such as {\"scopes\": [\"chat\"], \"expiresInMinutes\": 60}"
)]
pub struct AccessTokenRequest {
    /// What it allows; required, and optional here because its absence has a published error.
    #[serde(default)]
    pub scopes: Option<Vec<String>>,
    /// How long it lives.
    #[serde(default)]
    pub expires_in_minutes: Option<i64>,
}

/// Asks to exchange a Teams user's Entra token. All three are required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "an object such as {\"token\": \"…\", \"appId\": \"<guid>\", \"userId\": \"<guid>\"}"
)]
pub struct TeamsUserExchangeTokenRequest {
    /// The Entra token.
    #[serde(default)]
    pub token: Option<String>,
    /// The Entra application.
    #[serde(default)]
    pub app_id: Option<String>,
    /// The user's Entra object id.
    #[serde(default)]
    pub user_id: Option<String>,
}

/// An identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Its raw id.
    pub id: String,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessToken {
    /// The JWT.
    pub token: String,
    /// When it expires, with seven fractional digits and an offset.
    pub expires_on: String,
}

/// An identity with the token that was issued with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessTokenResult {
    /// The identity.
    pub identity: Identity,
    /// The token, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_token: Option<AccessToken>,
}
