//! `/clock`: what time it is, and moving it.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
};
use http::StatusCode;
use jiff::Timestamp;
use ringback_format::duration::DurationText;
use ringback_world::{Span, Time};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{asked, error, show};
use crate::{app::App, clock::ClockKind, respond::WireError, runtime::Advance};

/// How time is to pass.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Given {
    kind: Kind,
    #[serde(default)]
    factor: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Real,
    Scaled,
    Auto,
    Manual,
}

/// How far time is to be moved.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Far {
    #[serde(default)]
    by: Option<DurationText>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    until: Option<Until>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Until {
    Idle,
}

/// Why time is to stand still.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Hold {
    #[serde(default)]
    why: Option<String>,
}

/// How long to sleep.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sleep {
    #[serde(rename = "for")]
    span: DurationText,
}

/// Shows the clock.
pub(super) async fn get(State(app): State<App>) -> Json<Value> {
    Json(view(&app).await)
}

/// Changes how time passes.
pub(super) async fn put(State(app): State<App>, body: Bytes) -> Result<Json<Value>, WireError> {
    let given: Given = asked::body(&body)?;
    let kind = match (given.kind, given.factor) {
        (Kind::Scaled, Some(factor)) if factor.is_finite() && factor > 0.0 => {
            ClockKind::Scaled(factor)
        }
        (Kind::Scaled, _) => {
            return Err(error::bad_request("kind scaled needs a factor above 0")
                .hint("write {\"kind\": \"scaled\", \"factor\": 10}"));
        }
        (Kind::Real, None) => ClockKind::Real,
        (Kind::Auto, None) => ClockKind::Auto,
        (Kind::Manual, None) => ClockKind::Manual,
        (Kind::Real | Kind::Auto | Kind::Manual, Some(_)) => {
            return Err(error::bad_request("factor belongs to kind scaled alone"));
        }
    };
    app.world.set_clock(kind).await;
    Ok(Json(view(&app).await))
}

/// Moves the clock.
pub(super) async fn advance(State(app): State<App>, body: Bytes) -> Result<Json<Value>, WireError> {
    let far: Far = asked::body(&body)?;
    let how = match (far.by, far.to, far.until) {
        (Some(by), None, None) => Advance::By(by.span()),
        (None, Some(to), None) => Advance::To(instant(&app, &to).await?),
        (None, None, Some(Until::Idle)) => Advance::UntilIdle,
        _ => {
            return Err(error::bad_request("one of by, to and until is needed")
                .hint("write {\"by\": \"20m\"}, {\"to\": \"2026-01-05T09:00:00Z\"} or {\"until\": \"idle\"}"));
        }
    };
    app.world.advance(how).await;
    Ok(Json(view(&app).await))
}

async fn instant(app: &App, text: &str) -> Result<Time, WireError> {
    let to: Timestamp = text.parse().map_err(|_| {
        error::bad_request(format!("to: {text:?} is no instant"))
            .hint("write it as 2026-01-05T09:00:00Z")
    })?;
    let (start, now) = app
        .world
        .read(|world| (world.civil(Time::ZERO), world.now()))
        .await;
    let since = to.as_microsecond() - start.as_microsecond();
    let at = u64::try_from(since).ok().map(Time::from_micros);
    at.filter(|at| *at >= now)
        .ok_or_else(|| error::bad_request(format!("to: {text} has passed; time never goes back")))
}

/// Keeps the automatic clock still.
pub(super) async fn hold(
    State(app): State<App>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), WireError> {
    let given: Hold = asked::body(&body)?;
    let id = app.world.hold(given.why.unwrap_or_default()).await;
    Ok((StatusCode::CREATED, Json(json!({"id": id.to_string()}))))
}

/// Releases one hold.
pub(super) async fn release(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<StatusCode, WireError> {
    let number = id.parse().map_err(|_| error::not_found("hold", &id))?;
    if app.world.release(number).await {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(error::not_found("hold", &id))
    }
}

/// Releases every hold.
pub(super) async fn release_all(State(app): State<App>) -> StatusCode {
    for (id, _) in app.world.holds().await {
        app.world.release(id).await;
    }
    StatusCode::NO_CONTENT
}

/// Sleeps in simulated time: answers when it has passed.
pub(super) async fn sleep(State(app): State<App>, body: Bytes) -> Result<Json<Value>, WireError> {
    let given: Sleep = asked::body(&body)?;
    app.world.sleep(given.span.span()).await;
    Ok(Json(view(&app).await))
}

/// Shows the clock.
pub(super) async fn view(app: &App) -> Value {
    let clock = app.world.clock().await;
    let holds = app.world.holds().await.into_iter();
    let holds: Vec<Value> = holds
        .map(|(id, why)| json!({"id": id.to_string(), "why": why}))
        .collect();
    let next = clock.next_due;
    let next = app
        .world
        .read(move |world| next.map(|at| show::instant(world, at)));
    let (kind, factor) = match clock.kind {
        ClockKind::Real => ("real", None),
        ClockKind::Scaled(factor) => ("scaled", Some(factor)),
        ClockKind::Auto => ("auto", None),
        ClockKind::Manual => ("manual", None),
    };
    let mut shown = json!({
        "kind": kind,
        "now": clock.civil.to_string(),
        "elapsed": show::span(Span::from_micros(clock.now.as_micros())),
        "nextDue": next.await,
        "holds": holds,
    });
    if let Some(factor) = factor {
        shown["factor"] = json!(factor);
    }
    shown
}
