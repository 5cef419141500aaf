//! Exchanging the Entra token of a Teams user.

use axum::response::Response;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use http::StatusCode;
use ringback_wire::identity::TeamsUserExchangeTokenRequest;
use ringback_world::{
    RawId,
    directory::{Scope, TokenId},
};

use super::{
    refuse,
    route::{Asked, answer},
    tokens,
};
use crate::respond::WireError;

/// How long the token that Teams users get lives; an Entra token lives about as long.
const MINUTES: u32 = 60;
/// The directory holds no tokens of Teams users; theirs have no number.
const NO_NUMBER: TokenId = TokenId(0);

/// Exchanges a token. Shapes are checked, signatures are not: no Entra tenant is at hand.
pub(super) async fn teams_user(
    asked: &Asked,
    body: TeamsUserExchangeTokenRequest,
) -> Result<Response, WireError> {
    guid("appId", "AppId", body.app_id.as_deref())?;
    let user = guid("userId", "UserId", body.user_id.as_deref())?;
    let token = body.token.unwrap_or_default();
    if !looks_like_jwt(&token) {
        return Err(refuse::invalid_access_token());
    }
    let scopes = [Scope::Voip, Scope::Chat];
    let resource = asked.resource_id().await?;
    let user = RawId::teams_user(user);
    let issued = asked
        .app
        .tokens
        .issue(&user, &resource, NO_NUMBER, &scopes, MINUTES);
    Ok(answer(StatusCode::OK, &tokens::spell(issued)))
}

fn guid<'a>(target: &str, name: &str, value: Option<&'a str>) -> Result<&'a str, WireError> {
    let value = value.filter(|value| uuid::Uuid::try_parse(value).is_ok());
    value.ok_or_else(|| refuse::invalid(target, format!("Provided {name} has invalid format.")))
}

fn looks_like_jwt(token: &str) -> bool {
    let parts: Vec<_> = token.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else {
        return false;
    };
    let is_object = |part: &str| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).unwrap_or_default();
        serde_json::from_slice::<serde_json::Value>(&bytes).is_ok_and(|value| value.is_object())
    };
    is_object(header) && is_object(payload) && !signature.is_empty()
}
