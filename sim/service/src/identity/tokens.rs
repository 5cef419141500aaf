//! Issuing and revoking user access tokens.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use ringback_wire::identity::{AccessToken, AccessTokenRequest};
use ringback_world::{
    Guid, RawId, Reply,
    directory::{self, Refusal as Refused, Scope, TokenId},
};

use super::{
    refuse,
    route::{Asked, answer},
};
use crate::{
    auth::{IssuedToken, scope_of},
    respond::WireError,
};

/// How long a token may live, in minutes; without a word it lives the longest.
///
/// Source: "Communication Identity" REST reference, 2023-10-01.
const MINUTES: std::ops::RangeInclusive<u32> = 60..=1440;

pub(super) async fn issue(
    asked: &Asked,
    identity: RawId,
    body: AccessTokenRequest,
) -> Result<Response, WireError> {
    let wanted = body.scopes.filter(|scopes| !scopes.is_empty());
    let required = || refuse::invalid("Scopes", "Scopes: The Scopes field is required.");
    let scopes = scopes("Scopes", &wanted.ok_or_else(required)?)?;
    let minutes = minutes(body.expires_in_minutes)?;
    let resource = asked.resource.clone();
    let command = directory::Command::IssueToken {
        resource,
        identity,
        scopes: scopes.clone(),
    };
    match asked.ask(command).await? {
        Reply::Directory(directory::Reply::Token { identity, token }) => {
            let token = sign(asked, &identity, token, &scopes, minutes).await?;
            Ok(answer(StatusCode::OK, &token))
        }
        other => Err(asked.unexpected(&other)),
    }
}

pub(super) async fn revoke(asked: &Asked, identity: RawId) -> Result<Response, WireError> {
    let resource = asked.resource.clone();
    asked
        .ask(directory::Command::RevokeTokens { resource, identity })
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Reads published scopes.
pub(super) fn scopes(target: &str, names: &[String]) -> Result<Vec<Scope>, WireError> {
    let read = |name: &String| {
        scope_of(name).ok_or_else(|| {
            refuse::invalid(
                target,
                format!("{target}: The scope '{name}' is not supported."),
            )
            .hint("the scopes are chat, chat.join, chat.join.limited, voip and voip.join")
        })
    };
    names.iter().map(read).collect()
}

/// Reads how long a token is to live.
pub(super) fn minutes(given: Option<i64>) -> Result<u32, WireError> {
    let Some(given) = given else {
        return Ok(*MINUTES.end());
    };
    u32::try_from(given)
        .ok()
        .filter(|minutes| MINUTES.contains(minutes))
        .ok_or_else(|| {
            let message = "ExpiresInMinutes: The value must be between 60 and 1440.";
            refuse::invalid("ExpiresInMinutes", message).hint(format!("{given} was sent"))
        })
}

/// Signs a token that the directory has issued.
pub(super) async fn sign(
    asked: &Asked,
    identity: &RawId,
    token: TokenId,
    scopes: &[Scope],
    minutes: u32,
) -> Result<AccessToken, WireError> {
    let resource = asked.resource_id().await?;
    let issued = asked
        .app
        .tokens
        .issue(identity, &resource, token, scopes, minutes);
    Ok(spell(issued))
}

/// Spells a token; its time with seven fractional digits and an offset.
pub(super) fn spell(issued: IssuedToken) -> AccessToken {
    let ticks = issued.expires_on.subsec_nanosecond() / 100;
    let seconds = issued.expires_on.strftime("%Y-%m-%dT%H:%M:%S");
    AccessToken {
        token: issued.token,
        expires_on: format!("{seconds}.{ticks:07}+00:00"),
    }
}

impl Asked {
    pub(super) async fn resource_id(&self) -> Result<Guid, WireError> {
        let name = self.resource.clone();
        let find = move |world: &ringback_world::World| {
            let found = world.directory().resource_by_name(&name);
            found
                .map(|resource| resource.id.clone())
                .ok_or(Refused::UnknownResource(name))
        };
        let found = self.app.world.read(find).await;
        found.map_err(|refusal| refuse::refused(refusal.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expiry_has_seven_digits_and_an_offset() {
        let expires_on = "2025-03-28T06:23:02.9545774Z".parse().unwrap();
        let spelt = spell(IssuedToken {
            token: String::new(),
            expires_on,
        });
        assert_eq!(spelt.expires_on, "2025-03-28T06:23:02.9545774+00:00");
    }

    #[test]
    fn a_lifetime_is_an_hour_to_a_day() {
        for (given, expected) in [
            (None, Some(1440)),
            (Some(60), Some(60)),
            (Some(1440), Some(1440)),
        ] {
            assert_eq!(minutes(given).ok(), expected);
        }
        for refused in [59, 1441, -1, i64::MAX] {
            assert_eq!(
                minutes(Some(refused)).unwrap_err().status,
                StatusCode::BAD_REQUEST
            );
        }
    }
}
