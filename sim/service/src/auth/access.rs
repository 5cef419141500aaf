//! Which credentials a path asks for, and who they belong to.

use http::{HeaderMap, StatusCode};
use ringback_world::directory::TokenVerdict;

use super::{
    Resources, Tokens,
    signature::{self, Signed},
    tokens::UserToken,
};
use crate::{
    outer_time,
    respond::{Envelope, Principal, WireError, service_of},
    runtime::Handle,
};

/// Which credentials a path asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// None.
    Open,
    /// A resource's access key, or an Entra token.
    Resource,
    /// A user token.
    User,
    /// An Entra token.
    Entra,
}

impl Access {
    /// Tells which credentials a path asks for.
    pub(crate) fn of(path: &str) -> Self {
        let first = service_of(path);
        match first {
            "calling" if path == "/calling/keys" || path.starts_with("/calling/.well-known/") => {
                Self::Open
            }
            "calling" | "identities" | "teamsUser" => Self::Resource,
            "chat" => Self::User,
            "access" => Self::Entra,
            _ => Self::Open,
        }
    }
}

/// What credentials are checked with.
#[derive(Clone)]
pub(crate) struct Asker {
    pub(crate) resources: Resources,
    pub(crate) tokens: Tokens,
    pub(crate) world: Handle,
}

/// Tells who asks, or refuses with 401.
pub(crate) async fn authenticate(
    asker: &Asker,
    access: Access,
    signed: Signed<'_>,
) -> Result<Principal, WireError> {
    let bearer = bearer(signed.headers);
    match (access, bearer) {
        (Access::Open, _) => Ok(Principal::Nobody),
        (Access::Resource, None) => {
            let resources = asker.resources.all();
            match signature::check(signed, &resources, outer_time::now()) {
                Ok(resource) => Ok(Principal::Resource {
                    name: resource.name.clone(),
                    id: resource.id.clone(),
                }),
                Err(error) => Err(denied(&error.to_string())),
            }
        }
        (Access::Resource | Access::Entra, Some(token)) => entra(asker, token),
        (Access::Entra, None) => Err(denied("send an Entra token as Authorization: Bearer")),
        (Access::User, Some(token)) => user(asker, token).await,
        (Access::User, None) => Err(unauthorized(
            "send a user access token as Authorization: Bearer",
        )),
    }
}

/// Any well-formed JWT that is not a user token of ours passes for an Entra token.
fn entra(asker: &Asker, token: &str) -> Result<Principal, WireError> {
    if asker.tokens.check(token).is_ok() {
        return Err(denied(
            "this is a user access token; sign with the resource's access key",
        ));
    }
    let claims = jsonwebtoken::dangerous::insecure_decode::<serde_json::Value>(token);
    match claims {
        Ok(data) => {
            let claim = |name: &str| data.claims.get(name)?.as_str().map(str::to_owned);
            let subject = claim("oid")
                .or_else(|| claim("sub"))
                .or_else(|| claim("appid"));
            Ok(Principal::Entra {
                subject: subject.unwrap_or_default(),
            })
        }
        Err(error) => Err(denied(&format!("the bearer token is no JWT: {error}"))),
    }
}

async fn user(asker: &Asker, token: &str) -> Result<Principal, WireError> {
    let user = asker
        .tokens
        .check(token)
        .map_err(|error| unauthorized(&error.to_string()))?;
    let why = match verdict(asker, &user).await {
        TokenVerdict::Live => {
            return Ok(Principal::User {
                identity: user.identity,
                scopes: user.scopes,
                token: user.token,
            });
        }
        TokenVerdict::Revoked => "the token was revoked; issue a new one",
        TokenVerdict::Expired => "the token was made to expire; issue a new one",
        TokenVerdict::Unknown => "the token's identity is unknown here or deleted",
    };
    Err(unauthorized(why))
}

async fn verdict(asker: &Asker, user: &UserToken) -> TokenVerdict {
    let trust = &asker.tokens.trust;
    if trust.has(&user.identity, user.token) {
        return TokenVerdict::Live;
    }
    let epoch = trust.epoch();
    let (identity, token) = (user.identity.clone(), user.token);
    let verdict = asker
        .world
        .read(move |world| world.directory().verdict(&identity, token))
        .await;
    if verdict == TokenVerdict::Live {
        trust.learn(user.identity.clone(), user.token, epoch);
    }
    verdict
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get("authorization")?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

fn denied(hint: &str) -> WireError {
    let message = "Denied by the resource provider.";
    WireError::new(
        StatusCode::UNAUTHORIZED,
        Envelope::Common,
        "Denied",
        message,
    )
    .hint(hint)
}

fn unauthorized(hint: &str) -> WireError {
    let message = "The access token is missing, malformed, expired or revoked.";
    WireError::new(
        StatusCode::UNAUTHORIZED,
        Envelope::Chat,
        "Unauthorized",
        message,
    )
    .hint(hint)
}
