//! Which operation a request to Chat asks for.

use axum::{
    Router,
    extract::{FromRequest, Request, State},
    response::Response,
    routing::any,
};
use http::{Method, StatusCode};
use ringback_world::chat::ThreadId;

use super::{
    asked::{Asked, message_id},
    messages, participants, receipts, refuse, threads,
};
use crate::{
    app::App,
    respond::{
        ApiVersion, Body, BodyOrDefault, Envelope, Origin, PathSegments, Principal, Query,
        WireError,
    },
};

/// Routes of this service.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/chat/{*rest}", any(operate))
}

async fn operate(
    State(app): State<App>,
    version: ApiVersion,
    principal: Principal,
    origin: Origin,
    query: Query,
    segments: PathSegments,
    request: Request,
) -> Result<Response, WireError> {
    let asked = Asked::new(app, version, principal, origin, query)?;
    let segments = segments.as_strs();
    match segments.as_slice() {
        ["chat", "threads"] => on_threads(&asked, request).await,
        ["chat", "threads", id] => on_thread(&asked, thread(id), request).await,
        ["chat", "threads", id, "messages"] => on_messages(&asked, thread(id), request).await,
        ["chat", "threads", id, "messages", message] => {
            on_message(&asked, thread(id), message, request).await
        }
        ["chat", "threads", id, rest @ ..] => on_roster(&asked, thread(id), rest, request).await,
        ["chat", "config", "realTimeNotifications"] => Err(not_implemented()),
        _ => Err(unknown(&request)),
    }
}

fn thread(id: &str) -> ThreadId {
    ThreadId(id.to_owned())
}

async fn on_threads(asked: &Asked, request: Request) -> Result<Response, WireError> {
    match *request.method() {
        Method::GET => threads::list(asked).await,
        Method::POST => {
            let repeatability = request.headers().get("repeatability-request-id");
            let repeatability = repeatability
                .and_then(|id| id.to_str().ok())
                .map(str::to_owned);
            let Body(body) = Body::from_request(request, &()).await?;
            threads::create(asked, repeatability, body).await
        }
        _ => Err(unknown(&request)),
    }
}

async fn on_thread(asked: &Asked, id: ThreadId, request: Request) -> Result<Response, WireError> {
    match *request.method() {
        Method::GET => threads::get(asked, id).await,
        Method::PATCH => {
            let Body(body) = Body::from_request(request, &()).await?;
            threads::update(asked, id, body).await
        }
        Method::DELETE => threads::delete(asked, id).await,
        _ => Err(unknown(&request)),
    }
}

async fn on_messages(asked: &Asked, id: ThreadId, request: Request) -> Result<Response, WireError> {
    match *request.method() {
        Method::GET => messages::list(asked, id).await,
        Method::POST => {
            let Body(body) = Body::from_request(request, &()).await?;
            messages::send(asked, id, body).await
        }
        _ => Err(unknown(&request)),
    }
}

async fn on_message(
    asked: &Asked,
    id: ThreadId,
    message: &str,
    request: Request,
) -> Result<Response, WireError> {
    match *request.method() {
        Method::GET => messages::get(asked, id, message_id(message)?).await,
        Method::PATCH => {
            let Body(body) = Body::from_request(request, &()).await?;
            messages::update(asked, id, message_id(message)?, body).await
        }
        Method::DELETE => messages::delete(asked, id, message_id(message)?).await,
        _ => Err(unknown(&request)),
    }
}

async fn on_roster(
    asked: &Asked,
    id: ThreadId,
    rest: &[&str],
    request: Request,
) -> Result<Response, WireError> {
    let method = request.method().clone();
    match (&method, rest) {
        (&Method::GET, ["participants"]) => participants::list(asked, id).await,
        (&Method::POST, ["participants", ":add"]) => {
            let Body(body) = Body::from_request(request, &()).await?;
            participants::add(asked, id, body).await
        }
        (&Method::POST, ["participants", ":remove"]) => {
            let Body(body) = Body::from_request(request, &()).await?;
            participants::remove(asked, id, body).await
        }
        (&Method::POST, ["typing"]) => {
            let BodyOrDefault(body) = BodyOrDefault::from_request(request, &()).await?;
            receipts::typing(asked, id, body).await
        }
        (&Method::GET, ["readReceipts"]) => receipts::list(asked, id).await,
        (&Method::POST, ["readReceipts"]) => {
            let Body(body) = Body::from_request(request, &()).await?;
            receipts::send(asked, id, body).await
        }
        _ => Err(unknown(&request)),
    }
}

fn not_implemented() -> WireError {
    let message = "The real-time channel is not simulated.";
    WireError::new(
        StatusCode::NOT_IMPLEMENTED,
        Envelope::Chat,
        "NotImplemented",
        message,
    )
    .hint("subscribe to the chat events of Event Grid, or list messages, instead")
}

fn unknown(request: &Request) -> WireError {
    let asked = format!(
        "There is no operation {} {}.",
        request.method(),
        request.uri().path()
    );
    refuse::not_found(asked).hint("Chat's operations are below /chat/threads")
}
