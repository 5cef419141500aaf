//! Where bots find the keys that sign activities, and get their own tokens.

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http::StatusCode;
use ringback_wire::bot_framework::{OpenIdConfiguration, TokenError, TokenReply};
use ringback_world::Guid;

use super::{
    address::BOT_FRAMEWORK,
    tokens::{BOT_SECONDS, ISSUER},
};
use crate::{
    app::App,
    auth::key_set,
    respond::{Origin, Query},
};

/// Routes of the authority. The part `{tenant}` may be anything; one that begins with `b2c_` keeps Microsoft's Python library
/// from asking the public cloud whether it knows this authority.
pub(super) fn router() -> Router<App> {
    let path = |rest: &str| format!("{BOT_FRAMEWORK}{rest}");
    Router::new()
        .route(
            &path("/v1/.well-known/openidconfiguration"),
            get(configuration),
        )
        .route(&path("/v1/.well-known/keys"), get(async || Json(key_set())))
        .route(
            &path("/{tenant}/v2.0/.well-known/openid-configuration"),
            get(configuration),
        )
        .route(&path("/{tenant}/oauth2/v2.0/token"), post(token))
}

async fn configuration(origin: Origin) -> Json<OpenIdConfiguration> {
    let base = format!("{}{BOT_FRAMEWORK}", origin.0);
    Json(OpenIdConfiguration {
        issuer: ISSUER.to_owned(),
        authorization_endpoint: format!("{base}/botframework.com/oauth2/v2.0/authorize"),
        token_endpoint: format!("{base}/botframework.com/oauth2/v2.0/token"),
        jwks_uri: format!("{base}/v1/.well-known/keys"),
        id_token_signing_alg_values_supported: ["RS256"],
        token_endpoint_auth_methods_supported: ["client_secret_post"],
    })
}

/// Issues a token for client credentials. Any secret is taken: there is none to keep.
async fn token(State(app): State<App>, body: Bytes) -> Response {
    let form = Query::of(&String::from_utf8_lossy(&body));
    let given = |name: &str| form.get(name).filter(|value| !value.is_empty());
    if given("grant_type") != Some("client_credentials") {
        let why = "grant_type is not client_credentials, the only one that bots use";
        return refused("unsupported_grant_type", why.to_owned());
    }
    let Some(client) = given("client_id").map(str::to_owned) else {
        return refused("invalid_request", "client_id is missing".to_owned());
    };
    if given("client_secret").is_none() && given("client_assertion").is_none() {
        let why = "client_secret is missing; any text will do here";
        return refused("invalid_client", why.to_owned());
    }
    let app_id = Guid::new(client);
    let wanted = app_id.clone();
    let known = app.world.read(move |world| {
        let mut ids = world
            .declaration()
            .bots
            .iter()
            .filter_map(|bot| bot.app_id.as_ref());
        ids.any(|id| id.as_str().eq_ignore_ascii_case(wanted.as_str()))
    });
    if !known.await {
        let why = format!(
            "no bot of this world has the app id {app_id}; declare it as `bots: {{ NAME: {{ app-id: … }} }}`"
        );
        return refused("unauthorized_client", why);
    }
    let reply = TokenReply {
        token_type: "Bearer",
        expires_in: BOT_SECONDS,
        ext_expires_in: BOT_SECONDS,
        access_token: app.bot_tokens.of_bot(&app_id),
    };
    Json(reply).into_response()
}

fn refused(error: &'static str, error_description: String) -> Response {
    let body = TokenError {
        error,
        error_description,
    };
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}
