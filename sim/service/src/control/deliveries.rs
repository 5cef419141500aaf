//! `/deliveries`: every attempt with its request, answer and cause.

use axum::{
    Json,
    extract::{Path, State},
};
use http::StatusCode;
use ringback_world::World;
use serde_json::{Value, json};

use super::{error, show};
use crate::{
    app::App,
    delivery::{Attempt, ErrandId, Following},
    respond::WireError,
};

/// Lists the attempts that are kept, oldest first.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let attempts = app.world.deliveries().await;
    let shown = move |world: &World| show::list(attempts.iter().map(|one| attempt(world, one)));
    Json(app.world.read(shown).await)
}

/// Sends a finished delivery once more.
pub(super) async fn resend(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Value>), WireError> {
    let number = id.parse().map_err(|_| error::not_found("delivery", &id))?;
    let again = app.world.resend(ErrandId(number)).await;
    let again = again.ok_or_else(|| {
        error::not_found("delivery", &id)
            .hint("only deliveries that have come to their end can be sent again")
    })?;
    Ok((
        StatusCode::ACCEPTED,
        Json(json!({"id": again.0.to_string()})),
    ))
}

fn attempt(world: &World, one: &Attempt) -> Value {
    let (next, next_at) = match one.following {
        Following::Delivered => ("delivered", None),
        Following::At(at) => ("retried", Some(show::instant(world, at))),
        Following::GivenUp => ("given-up", None),
    };
    json!({
        "id": one.id.0.to_string(),
        "attempt": one.attempt,
        "startedAt": show::instant(world, one.started),
        "endedAt": show::instant(world, one.ended),
        "channel": one.channel,
        "contact": one.contact,
        "subscription": one.subscription,
        "eventType": one.event_type,
        "eventId": one.event_id,
        "target": one.target,
        "body": one.body,
        "outcome": one.outcome,
        "next": next,
        "nextAt": next_at,
        "cause": one.because,
    })
}
