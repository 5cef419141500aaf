//! Who may speak to a bot that has an app id, and how it proves itself
//! (Bot Framework documentation, "Authentication with the Bot Connector API"). A bot without one trusts everybody.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::http::HeaderMap;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

use super::activity::Activity;
use crate::center::Center;
use crate::client::{Failure, authority};

const ISSUER: &str = "https://api.botframework.com";

/// The public keys of the channel and the bot's own token, once they were asked for.
#[derive(Default)]
pub(crate) struct Keys(Mutex<Known>);

#[derive(Default)]
struct Known {
    keys: BTreeMap<String, authority::Key>,
    token: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    #[serde(rename = "serviceurl")]
    service_url: String,
}

/// Tells whether an activity comes from the channel.
pub(super) async fn is_trusted(center: &Center, headers: &HeaderMap, activity: &Activity) -> bool {
    if center.settings.bot_app_id.is_empty() {
        return true;
    }
    let token = headers
        .get("authorization")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let Some(token) = token else {
        return false;
    };
    match claims(center, token).await {
        Ok(claims) => claims.service_url == activity.service_url,
        Err(why) => {
            eprintln!("an activity is not trusted: {why}");
            false
        }
    }
}

async fn claims(center: &Center, token: &str) -> Result<Claims, String> {
    let kid = decode_header(token)
        .map_err(|error| error.to_string())?
        .kid
        .ok_or("it does not name its key")?;
    let key = key(center, &kid).await?;
    let key = DecodingKey::from_rsa_components(&key.modulus, &key.exponent)
        .map_err(|error| error.to_string())?;
    let mut rules = Validation::new(Algorithm::RS256);
    rules.set_audience(&[&center.settings.bot_app_id]);
    rules.set_issuer(&[ISSUER]);
    let verified = decode::<Claims>(token, &key, &rules).map_err(|error| error.to_string())?;
    Ok(verified.claims)
}

async fn key(center: &Center, kid: &str) -> Result<authority::Key, String> {
    let known = |keys: &Keys| {
        let known = keys.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.keys.get(kid).cloned()
    };
    if let Some(key) = known(&center.keys) {
        return Ok(key);
    }
    let keys = authority::keys(&center.connection, &center.settings.bot_framework).await;
    let keys = keys.map_err(|failure| failure.to_string())?;
    {
        let mut known = center.keys.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.keys.extend(keys);
    }
    known(&center.keys).ok_or_else(|| format!("nobody has published the key {kid:?}"))
}

/// Gives the token with which the bot answers; none for a bot without an app id.
pub(super) async fn token(center: &Center) -> Result<Option<String>, Failure> {
    let settings = &center.settings;
    if settings.bot_app_id.is_empty() {
        return Ok(None);
    }
    let known = || {
        let known = center.keys.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.token.clone()
    };
    if let Some(token) = known() {
        return Ok(Some(token));
    }
    let authority = &settings.bot_framework;
    let token = authority::token(&center.connection, authority, &settings.bot_app_id).await?;
    center
        .keys
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .token = Some(token.clone());
    Ok(Some(token))
}
