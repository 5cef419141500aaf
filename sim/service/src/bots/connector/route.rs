//! Which operation a bot asks for.

use axum::{
    Router,
    body::Bytes,
    extract::{OriginalUri, State},
    response::Response,
    routing::any,
};
use http::{HeaderMap, Method};
use ringback_world::chat::ThreadId;

use super::{activities, asked::Asked, conversations, members, refuse};
use crate::{
    app::App,
    bots::address::BOT_FRAMEWORK,
    respond::{PathSegments, Query, WireError},
};

/// Routes of the connector.
pub(in crate::bots) fn router() -> Router<App> {
    Router::new().route(
        &format!("{BOT_FRAMEWORK}/bots/{{bot}}/v3/{{*rest}}"),
        any(operate),
    )
}

async fn operate(
    State(app): State<App>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    segments: PathSegments,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, WireError> {
    let segments = segments.as_strs();
    let [_, _, bot, _, "conversations", rest @ ..] = segments.as_slice() else {
        return Err(refuse::not_implemented(&method, uri.path()));
    };
    if rest.last() == Some(&"attachments") {
        return Err(refuse::not_implemented(&method, uri.path()));
    }
    let asked = Asked::new(app, bot, &headers).await?;
    let [thread, rest @ ..] = rest else {
        return match method {
            Method::POST => conversations::create(&asked, &body).await,
            Method::GET => conversations::list(&asked).await,
            _ => Err(refuse::not_implemented(&method, uri.path())),
        };
    };
    let thread = ThreadId((*thread).to_owned());
    match (&method, rest) {
        (&Method::POST, ["activities"]) | (&Method::POST, ["activities", _])
            if rest != ["activities", "history"] =>
        {
            activities::send(&asked, thread, &body).await
        }
        (&Method::POST, ["activities", "history"]) => {
            activities::history(&asked, thread, &body).await
        }
        (&Method::PUT, ["activities", id]) => activities::update(&asked, thread, id, &body).await,
        (&Method::DELETE, ["activities", id]) => activities::delete(&asked, thread, id).await,
        (&Method::GET, ["members"] | ["activities", _, "members"]) => {
            members::list(&asked, thread).await
        }
        (&Method::GET, ["pagedmembers"]) => members::page(&asked, thread, &query).await,
        (&Method::GET, ["members", id]) => members::get(&asked, thread, id).await,
        (&Method::DELETE, ["members", id]) => members::remove(&asked, thread, id).await,
        _ => Err(refuse::not_implemented(&method, uri.path())),
    }
}
