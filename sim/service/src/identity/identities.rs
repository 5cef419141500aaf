//! Making, showing and deleting identities.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use ringback_wire::identity::{AccessTokenResult, CreateRequest, Identity};
use ringback_world::{
    Command, RawId, Refusal, Reply, Source,
    directory::{self, Refusal as Refused},
};

use super::{
    refuse,
    route::{Asked, answer},
    tokens,
};
use crate::respond::WireError;

pub(super) async fn create(asked: &Asked, body: CreateRequest) -> Result<Response, WireError> {
    let scopes = body.create_token_with_scopes.unwrap_or_default();
    let scopes = tokens::scopes("CreateTokenWithScopes", &scopes)?;
    let minutes = tokens::minutes(body.expires_in_minutes)?;
    let resource = asked.resource.clone();
    let command = directory::Command::CreateIdentity {
        resource,
        scopes: scopes.clone(),
    };
    let (identity, token) = match asked.ask(command).await? {
        Reply::Directory(directory::Reply::Identity { identity, token }) => (identity, token),
        other => return Err(asked.unexpected(&other)),
    };
    let access_token = match token {
        Some(token) => Some(tokens::sign(asked, &identity, token, &scopes, minutes).await?),
        None => None,
    };
    let identity = Identity {
        id: identity.to_string(),
    };
    Ok(answer(
        StatusCode::CREATED,
        &AccessTokenResult {
            identity,
            access_token,
        },
    ))
}

pub(super) async fn get(asked: &Asked, identity: RawId) -> Result<Response, WireError> {
    let resource = asked.resource.clone();
    let wanted = identity.clone();
    let owned = asked.app.world.read(move |world| {
        let found = world.directory().resource_of_identity(&wanted);
        found.is_some_and(|found| found.name == resource)
    });
    if owned.await {
        return Ok(answer(
            StatusCode::OK,
            &Identity {
                id: identity.to_string(),
            },
        ));
    }
    Err(refuse::refused(Refused::IdentityNotOwned(identity).into()))
}

pub(super) async fn delete(asked: &Asked, identity: RawId) -> Result<Response, WireError> {
    let resource = asked.resource.clone();
    asked
        .ask(directory::Command::DeleteIdentity { resource, identity })
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

impl Asked {
    pub(super) async fn ask(&self, command: directory::Command) -> Result<Reply, WireError> {
        let command = Command::Directory(command);
        let reply = self
            .app
            .world
            .command(Source::Implementation, command)
            .await;
        reply.map_err(refuse::refused)
    }

    /// Refuses because the world answered something else than the command calls for.
    pub(super) fn unexpected(&self, reply: &Reply) -> WireError {
        tracing::error!(?reply, "the directory answered something else");
        refuse::refused(Refusal::from(Refused::UnknownResource(
            self.resource.clone(),
        )))
    }
}
