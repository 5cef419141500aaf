//! What every request passes: size, credentials, version, repetition; and what every reply carries.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use ringback_format::faults::{Breaking, OnRequest};
use ringback_world::Time;
use serde_json::Value;
use tokio::time::Instant;

use crate::{
    auth::{Access, Asker, Signed, authenticate},
    delivery::RequestId,
    exchanges::{self, Bodies},
    faults::{self, Ruling, Switch},
    record::{Direction, Exchange},
    repeatability::{Answered, Repeatability},
    respond::{ApiVersion, Broken, Envelope, HINT, Query, RequestName, WireError},
    runtime::{REQUEST, Struck},
    versions,
};

/// What requests are checked with.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) asker: Asker,
    pub(crate) repeatability: Repeatability,
    pub(crate) faults: Switch,
    pub(crate) body_limit: usize,
    /// The authorities under which the service knows itself.
    pub(crate) own: std::sync::Arc<[String]>,
}

/// Lets one request through.
pub(crate) async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    if Envelope::of(&path) == Envelope::Control {
        return control(&gate, parts, body, next).await;
    }
    if parts.method == Method::OPTIONS {
        return preflight(&parts.headers);
    }
    let request = parts.extensions.get::<RequestName>().map(|name| name.0);
    let (mut exchange, client_id) = (begun(&parts), parts.headers.get(CLIENT_REQUEST_ID).cloned());
    let body = limited(&path, body, gate.body_limit).await;
    let whole = Instant::now();
    let (asked, outcome) = match body {
        Ok(body) => {
            let outcome = admitted(&gate, parts, body.clone(), request, next).await;
            (
                body,
                outcome.unwrap_or_else(|error| Outcome::of(refused(error))),
            )
        }
        Err(error) => (Bytes::new(), Outcome::of(refused(error))),
    };
    let mut answered = outcome.answered;
    dress(&mut answered.headers, &path, client_id, request);
    let by_fault = outcome.fault.as_ref().map(|name| format!("fault {name}"));
    exchange.note = hint_of(&answered.headers).or(by_fault);
    exchange.fault = outcome.fault;
    let mut returns = told_to_return(answered.status, &answered.headers);
    match outcome.connection {
        Connection::Kept => exchange.status = Some(answered.status.as_u16()),
        Connection::Broken => {
            returns = Some(Duration::ZERO);
            answered = broken();
        }
    }
    let bodies = Bodies {
        request: asked,
        response: answered.body.clone(),
    };
    gate.asker.world.send(move |run| {
        run.whole(request, whole);
        run.exchange(request, exchange, Some(bodies));
        if let Some(after) = returns {
            run.told_to_return(after);
        }
    });
    let mut response = answered.into_response();
    if outcome.connection == Connection::Broken {
        response.extensions_mut().insert(Broken);
    }
    response
}

/// What became of a request.
struct Outcome {
    answered: Answered,
    /// The fault that happened to it.
    fault: Option<String>,
    connection: Connection,
}

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Connection {
    /// The reply goes out.
    Kept,
    /// It is closed without one.
    Broken,
}

impl Outcome {
    fn of(answered: Answered) -> Self {
        Self {
            answered,
            fault: None,
            connection: Connection::Kept,
        }
    }
}

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-client-request-id");

/// Checks the credentials, the version and the repetition, and has the handler answer.
async fn admitted(
    gate: &Gate,
    mut parts: Parts,
    body: Bytes,
    request: Option<RequestId>,
    next: Next,
) -> Result<Outcome, WireError> {
    let path = parts.uri.path().to_owned();
    let access = Access::of(&path);
    let signed = Signed {
        method: &parts.method,
        uri: &parts.uri,
        headers: &parts.headers,
        body: &body,
        own: &gate.own,
    };
    let principal = authenticate(&gate.asker, access, signed).await?;
    if access != Access::Open {
        let query = Query::of(parts.uri.query().unwrap_or_default());
        ApiVersion::read(&path, &query)?;
    }
    let repeat = match parts.method {
        Method::POST => Repeatability::id(&path, &parts.headers)?,
        _ => None,
    };
    let key = repeat.map(|id| format!("{} {path} {id} {}", parts.method, principal.key()));
    let struck = struck(gate, request, &parts, access).await;
    parts.extensions.insert(principal);
    let answer = handled(Request::from_parts(parts, Body::from(body)), request, next);
    let answer = async {
        match key {
            Some(key) => gate.repeatability.once(key, answer).await,
            None => answer.await,
        }
    };
    match struck {
        Some(struck) => Ok(with_fault(gate, &path, struck, answer).await),
        None => Ok(Outcome::of(answer.await)),
    }
}

/// Asks whether a fault happens to a request. What needs no credentials is no request of the implementation.
async fn struck(
    gate: &Gate,
    request: Option<RequestId>,
    parts: &Parts,
    access: Access,
) -> Option<Struck> {
    if access == Access::Open || !gate.faults.is_on() {
        return None;
    }
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let world = &gate.asker.world;
    world
        .inspect(move |run| run.strike_request(request, method.as_str(), &path))
        .await
}

/// Answers a request to which a fault happens. What is refused or broken off before its work is not handled at all.
async fn with_fault(
    gate: &Gate,
    path: &str,
    struck: Struck,
    answer: impl Future<Output = Answered>,
) -> Outcome {
    let Ruling { name, effect } = struck.ruling;
    let (answered, connection) = match effect {
        OnRequest::Refuse(refusal) => {
            let error = faults::refuse(&name, refusal, path, struck.clock);
            (refused(error), Connection::Kept)
        }
        OnRequest::Slow { by } => {
            let answered = answer.await;
            let world = &gate.asker.world;
            let waits = world.inspect(move |run| run.let_pass(by.span())).await;
            if let Some(real) = waits {
                tokio::time::sleep(real).await;
            }
            (answered, Connection::Kept)
        }
        OnRequest::Break(Breaking::BeforeWork) => (broken(), Connection::Broken),
        OnRequest::Break(Breaking::AfterWork) => (answer.await, Connection::Broken),
    };
    Outcome {
        answered,
        fault: Some(name),
        connection,
    }
}

/// What stands for the reply that is not sent.
fn broken() -> Answered {
    Answered {
        status: StatusCode::SERVICE_UNAVAILABLE,
        headers: HeaderMap::new(),
        body: Bytes::new(),
    }
}

/// Runs the handler in a task of its own: a panic stays there, and a client that hangs up does not cut it short.
async fn handled(request: Request, id: Option<RequestId>, next: Next) -> Answered {
    let path = request.uri().path().to_owned();
    let answer = async move {
        let (parts, body) = next.run(request).await.into_parts();
        let body = body
            .collect()
            .await
            .map(|body| body.to_bytes())
            .unwrap_or_default();
        Answered {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    };
    let task = match id {
        Some(id) => tokio::spawn(REQUEST.scope(id, answer)),
        None => tokio::spawn(answer),
    };
    match task.await {
        Ok(answered) => answered,
        Err(error) => {
            tracing::error!(%path, %error, "a handler panicked");
            let message = "The simulator failed on this request; its log says why.";
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            let code = "InternalServerError";
            refused(WireError::new(status, Envelope::of(&path), code, message))
        }
    }
}

/// The control API is let through as it is, but for the size of its bodies and its panics.
async fn control(gate: &Gate, parts: Parts, body: Body, next: Next) -> Response {
    let path = parts.uri.path().to_owned();
    let body = match limited(&path, body, gate.body_limit).await {
        Ok(body) => body,
        Err(error) => return error.into_response(),
    };
    let request = Request::from_parts(parts, Body::from(body));
    match tokio::spawn(async move { next.run(request).await }).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%path, %error, "a handler panicked");
            let message = "the simulator failed on this request; its log says why";
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            WireError::new(status, Envelope::Control, "Internal", message).into_response()
        }
    }
}

async fn limited(path: &str, body: Body, limit: usize) -> Result<Bytes, WireError> {
    let envelope = Envelope::of(path);
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            let message = "The request body is too large.";
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            Err(WireError::new(status, envelope, "RequestTooLarge", message)
                .hint(format!("at most {limit} bytes are taken")))
        }
        Err(error) => {
            let message = format!("The request body cannot be read: {error}");
            Err(WireError::new(
                StatusCode::BAD_REQUEST,
                envelope,
                "BadRequest",
                message,
            ))
        }
    }
}

/// Every path answers a browser's preflight; cookies are never used, so any origin may ask.
fn preflight(asked: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE"),
    );
    if let Some(names) = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    response
}

/// Adds what every reply carries.
fn dress(
    headers: &mut HeaderMap,
    path: &str,
    client_id: Option<HeaderValue>,
    request: Option<RequestId>,
) {
    if let Some(id) = client_id {
        headers.insert(CLIENT_REQUEST_ID, id);
    }
    let vector = format!("ringback{:016x}.0", request.map_or(0, |id| id.0));
    if let Ok(vector) = HeaderValue::from_str(&vector) {
        headers.entry("ms-cv").or_insert(vector);
    }
    if let Some(versions) = versions::supported(path) {
        let name = HeaderName::from_static("api-supported-versions");
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(versions));
    }
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.remove(header::CONTENT_LENGTH);
}

/// Tells how long a client waits before it asks again, where its library does so by itself.
fn told_to_return(status: StatusCode, headers: &HeaderMap) -> Option<Duration> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u64>().ok();
    // Clients do not agree on which one counts.
    let millis = number("retry-after-ms").max(number("x-ms-retry-after-ms"));
    let seconds = number("retry-after").map(Duration::from_secs);
    let named = millis.map(Duration::from_millis).max(seconds);
    let repeated = matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504);
    named.or_else(|| repeated.then_some(Duration::from_secs(1)))
}

fn begun(parts: &Parts) -> Exchange {
    Exchange {
        at: Time::ZERO,
        direction: Direction::FromImplementation,
        contact: None,
        method: parts.method.to_string(),
        path: exchanges::path_of(parts.uri.path(), parts.uri.query()),
        status: None,
        request: Value::Null,
        response: Value::Null,
        note: None,
        what: "request".to_owned(),
        fault: None,
        event_type: None,
    }
}

fn refused(error: WireError) -> Answered {
    let (status, headers, body) = error.into_parts();
    Answered {
        status,
        headers,
        body: body.into(),
    }
}

/// A hint may quote what was signed, which holds no secret.
fn hint_of(headers: &HeaderMap) -> Option<String> {
    headers
        .get(HINT)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}
