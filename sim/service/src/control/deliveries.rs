//! `/deliveries`: every attempt with its request, answer and cause.

use axum::{
    Json,
    extract::{Path, State},
};
use http::StatusCode;
use ringback_world::{World, deliveries::Outcome};
use serde_json::{Map, Value, json};

use super::{error, show, wanted::Wanted};
use crate::{
    app::App,
    delivery::{Attempt, ErrandId, Following, KeptAnswer},
    exchanges,
    respond::{Query, WireError},
    runtime::NotResent,
};

/// Lists the attempts that are kept, oldest first, a page at a time.
pub(super) async fn list(State(app): State<App>, query: Query) -> Result<Json<Value>, WireError> {
    let wanted = Wanted::of(&query)?;
    let attempts = app.world.deliveries().await;
    let shown = move |world: &World| {
        let mut fitting = attempts
            .iter()
            .filter(|(number, one)| wanted.fits(*number, one));
        let page: Vec<&(u64, Attempt)> = fitting.by_ref().take(wanted.limit).collect();
        let more = fitting.next().is_some();
        let values = page
            .iter()
            .map(|(number, one)| attempt(world, *number, one));
        let mut shown = show::list(values);
        if let Some((last, _)) = page.last().filter(|_| more) {
            shown["nextLink"] = json!(wanted.after(*last));
        }
        shown
    };
    Ok(Json(app.world.read(shown).await))
}

/// Sends a finished delivery once more.
pub(super) async fn resend(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Value>), WireError> {
    let number = id.parse().map_err(|_| error::not_found("delivery", &id))?;
    match app.world.resend(ErrandId(number)).await {
        Ok(again) => Ok((
            StatusCode::ACCEPTED,
            Json(json!({"id": again.0.to_string()})),
        )),
        Err(NotResent::Unknown) => Err(error::not_found("delivery", &id)
            .hint("GET /sim/v1/deliveries lists those that are known; the latest 1000 are")),
        Err(NotResent::Open) => {
            let message = format!("the delivery {id} is still on its way");
            Err(error::error(StatusCode::CONFLICT, "Conflict", message)
                .hint("only deliveries that have come to their end can be sent again"))
        }
    }
}

fn attempt(world: &World, number: u64, one: &Attempt) -> Value {
    let (next, next_at) = match one.following {
        Following::Delivered => ("delivered", None),
        Following::At(at) => ("retried", Some(show::instant(world, at))),
        Following::GivenUp(_) => ("given-up", None),
    };
    let mut shown = json!({
        "number": number,
        "id": one.id.0.to_string(),
        "attempt": one.attempt,
        "startedAt": show::instant(world, one.started),
        "endedAt": show::instant(world, one.ended),
        "headers": headers(&one.headers),
        "outcome": one.outcome,
        "answer": one.answer.as_ref().map(answer),
        "next": next,
        "nextAt": next_at,
        "cause": one.cause,
    });
    if let Following::GivenUp(why) = one.following {
        shown["why"] = json!(why);
    }
    if let Some(delivery) = one.delivery() {
        let subscription = delivery.subscription.as_ref();
        shown["channel"] = json!(delivery.channel);
        shown["contact"] = json!(delivery.contact);
        shown["subscription"] = json!(subscription.map(|destination| &destination.name));
        shown["eventType"] = json!(delivery.event_type);
        shown["eventId"] = json!(delivery.event_id);
        shown["target"] = json!(exchanges::address_of(delivery.target.as_str()));
        shown["body"] = delivery.body.clone();
    }
    shown
}

fn answer(answer: &KeptAnswer) -> Value {
    json!({
        "status": answer.status,
        "headers": headers(&answer.headers),
        "body": answer.body,
    })
}

fn headers(pairs: &[(String, String)]) -> Value {
    let pairs = pairs.iter();
    Value::Object(
        pairs
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect::<Map<String, Value>>(),
    )
}

/// Names how an attempt ended and what follows, as a filter does.
pub(super) fn words(one: &Attempt) -> [&'static str; 2] {
    let ended = match one.outcome {
        Outcome::Answered(_) => "answered",
        Outcome::TimedOut => "timed-out",
        Outcome::Unreachable => "unreachable",
    };
    let next = match one.following {
        Following::Delivered => "delivered",
        Following::At(_) => "retried",
        Following::GivenUp(_) => "given-up",
    };
    [ended, next]
}
