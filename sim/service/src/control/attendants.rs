//! `/attendants`: look inside auto attendants.

use axum::{
    Json,
    extract::{Path, State},
};
use ringback_world::{
    World,
    teams::{AttendantStep, AttendantView},
};
use serde_json::{Value, json};

use super::{error, show};
use crate::{app::App, respond::WireError};

/// Lists all attendants.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let attendants = app.world.read(World::attendants).await;
    Json(show::list(attendants.iter().map(attendant)))
}

/// Shows one attendant.
pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<Value>, WireError> {
    let name = id.clone();
    let found = app
        .world
        .read(move |world: &World| world.attendant(&name))
        .await;
    let found = found.ok_or_else(|| error::not_found("attendant", &id))?;
    Ok(Json(attendant(&found)))
}

fn attendant(view: &AttendantView) -> Value {
    let calls = view.calls.iter().map(|one| {
        let state = match one.step {
            AttendantStep::Greeting => "greeting",
            AttendantStep::Menu => "menu",
            AttendantStep::Listening => "listening",
            AttendantStep::Announcement => "announcement",
            AttendantStep::Typing => "typing",
            AttendantStep::Names => "names",
            AttendantStep::Choosing => "choosing",
            AttendantStep::NotFound => "not-found",
        };
        json!({
            "call": one.call.to_string(),
            "contact": one.contact,
            "state": state,
            "rounds": one.rounds,
            "selections": one.selections,
            "for": show::span(one.since),
        })
    });
    json!({
        "id": view.name,
        "objectId": view.id,
        "rawId": view.resource_account,
        "timeZone": view.time_zone,
        "flow": view.flow,
        "holiday": view.holiday,
        "calls": calls.collect::<Vec<_>>(),
        "counts": { "arrived": view.counts.arrived, "results": view.counts.results },
    })
}
