//! Which operation a request to Identity asks for.

use axum::{
    Router,
    extract::{FromRequest, Request, State},
    response::Response,
    routing::any,
};
use http::{Method, StatusCode};
use ringback_world::{RawId, World};
use serde::Serialize;

use super::{exchange, identities, refuse, tokens};
use crate::{
    app::App,
    respond::{ApiVersion, Body, BodyOrDefault, Envelope, PathSegments, Principal, WireError},
};

/// Routes of this service.
pub(crate) fn router() -> Router<App> {
    let paths = [
        "/identities",
        "/identities/{*rest}",
        "/teamsUser/{*rest}",
        "/access/{*rest}",
    ];
    paths.iter().fold(Router::new(), |router, path| {
        router.route(path, any(operate))
    })
}

/// A request to Identity, credentials checked.
pub(super) struct Asked {
    pub(super) app: App,
    /// The name of the resource whose credentials were shown.
    pub(super) resource: String,
}

async fn operate(
    State(app): State<App>,
    version: ApiVersion,
    principal: Principal,
    segments: PathSegments,
    request: Request,
) -> Result<Response, WireError> {
    let resource = resource_of(&app, principal).await?;
    let asked = Asked { app, resource };
    let method = request.method().clone();
    match (&method, segments.as_strs().as_slice()) {
        (&Method::POST, ["identities"]) => {
            let BodyOrDefault(body) = BodyOrDefault::from_request(request, &()).await?;
            identities::create(&asked, body).await
        }
        (&Method::GET, ["identities", id]) if version.0 == "2025-03-02-preview" => {
            identities::get(&asked, RawId::new(*id)).await
        }
        (&Method::DELETE, ["identities", id]) => identities::delete(&asked, RawId::new(*id)).await,
        (&Method::POST, ["identities", id, ":issueAccessToken"]) => {
            let BodyOrDefault(body) = BodyOrDefault::from_request(request, &()).await?;
            tokens::issue(&asked, RawId::new(*id), body).await
        }
        (&Method::POST, ["identities", id, ":revokeAccessTokens"]) => {
            tokens::revoke(&asked, RawId::new(*id)).await
        }
        (&Method::POST, ["teamsUser", ":exchangeAccessToken"]) => {
            let Body(body) = Body::from_request(request, &()).await?;
            exchange::teams_user(&asked, body).await
        }
        (_, ["access", ..]) => Err(not_implemented(&method, request.uri().path())),
        _ => Err(unknown(&method, request.uri().path())),
    }
}

/// Names the resource behind the credentials: an Entra token stands for the first one.
async fn resource_of(app: &App, principal: Principal) -> Result<String, WireError> {
    match principal {
        Principal::Resource { name, .. } => Ok(name),
        Principal::Entra { .. } => {
            let first = |world: &World| world.declaration().resources.first().cloned();
            let first = app.world.read(first).await;
            first
                .map(|resource| resource.name)
                .ok_or_else(refuse::unauthorized)
        }
        Principal::User { .. } | Principal::Nobody => Err(refuse::unauthorized()),
    }
}

/// Answers with a body, as the service labels it.
pub(super) fn answer(status: StatusCode, body: &impl Serialize) -> Response {
    crate::chat::json(status, body)
}

fn not_implemented(method: &Method, path: &str) -> WireError {
    let message = format!("{method} {path} is not simulated.");
    WireError::new(
        StatusCode::NOT_IMPLEMENTED,
        Envelope::Common,
        "NotImplemented",
        message,
    )
    .hint("issue a user token with POST /identities/{id}/:issueAccessToken instead")
}

fn unknown(method: &Method, path: &str) -> WireError {
    let message = format!("There is no operation {method} {path}.");
    WireError::new(StatusCode::NOT_FOUND, Envelope::Common, "NotFound", message).hint(
        "Identity has POST /identities, DELETE /identities/{id}, POST /identities/{id}/:issueAccessToken, \
         POST /identities/{id}/:revokeAccessTokens and POST /teamsUser/:exchangeAccessToken",
    )
}
