//! `/event-subscriptions/{name}/dead-letters`: the events that a subscription did not take, with what became of them.
//!
//! Source: "Event Grid message delivery and retry", dead-letter events, 2024.

use axum::{
    Json,
    extract::{Path, State},
};
use ringback_world::{World, deliveries::Outcome};
use serde_json::{Value, json};

use super::{error, show};
use crate::{
    app::App,
    delivery::{Attempt, Following, is_last_attempt},
    respond::WireError,
};

/// Lists the dead letters of a subscription, oldest first; those of the latest thousand attempts are kept.
pub(super) async fn list(
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Json<Value>, WireError> {
    let subscriptions = app.world.subscriptions().await;
    if !subscriptions
        .iter()
        .any(|one| one.subscription.name == name)
    {
        return Err(error::not_found("event subscription", &name));
    }
    let attempts = app.world.deliveries().await;
    let shown = move |world: &World| {
        let dead = attempts.iter().filter(|one| {
            one.following == Following::GivenUp && one.subscription.as_ref() == Some(&name)
        });
        show::list(dead.map(|one| dead_letter(world, one)))
    };
    Ok(Json(app.world.read(shown).await))
}

/// The event as it was sent, and why it is here.
fn dead_letter(world: &World, one: &Attempt) -> Value {
    let sent = one.body.get(0).unwrap_or(&one.body);
    let mut letter = sent.clone();
    let reason = match &one.because {
        Some(_) => "Undeliverable",
        None if is_last_attempt(one.attempt) => "MaxDeliveryAttemptsExceeded",
        None => "TimeToLiveExceeded",
    };
    letter["deadLetterReason"] = json!(reason);
    letter["deliveryAttempts"] = json!(one.attempt);
    letter["lastDeliveryOutcome"] = json!(match &one.outcome {
        Outcome::Answered(404) => "NotFound",
        Outcome::Answered(401) => "Unauthorized",
        Outcome::Answered(400) => "BadRequest",
        Outcome::Answered(503) => "Busy",
        Outcome::Answered(_) => "GenericError",
        Outcome::TimedOut => "TimedOut",
        Outcome::Unreachable => "SocketError",
    });
    if let Outcome::Answered(status) = &one.outcome {
        letter["lastHttpStatusCode"] = json!(status);
    }
    letter["publishTime"] = show::instant(world, one.published);
    letter["lastDeliveryAttemptTime"] = show::instant(world, one.started);
    letter
}
