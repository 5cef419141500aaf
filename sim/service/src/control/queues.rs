//! `/queues`: look inside Teams.

use axum::{
    Json,
    extract::{Path, State},
};
use ringback_world::{
    World,
    calls::CallId,
    teams::{Opted, QueueView, WaitingStage},
};
use serde_json::{Value, json};

use super::{error, show};
use crate::{app::App, respond::WireError};

/// Lists all queues.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let queues = |world: &World| world.teams().queues(world.declaration());
    let queues = app.world.read(queues).await;
    Json(show::list(queues.iter().map(queue)))
}

/// Shows one queue.
pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<Value>, WireError> {
    let name = id.clone();
    let found = move |world: &World| world.teams().queue(world.declaration(), &name);
    let found = app.world.read(found).await;
    let found = found.ok_or_else(|| error::not_found("queue", &id))?;
    Ok(Json(queue(&found)))
}

fn queue(view: &QueueView) -> Value {
    let waiting = view.waiting.iter();
    let waiting: Vec<Value> = waiting
        .map(|one| {
            let stage = match one.stage {
                WaitingStage::Greeting => "greeting",
                WaitingStage::Waiting => "waiting",
                WaitingStage::Ringing => "ringing",
                WaitingStage::Callback => "callback",
            };
            json!({
                "call": one.call.to_string(),
                "contact": one.contact,
                "state": stage,
                "waited": show::span(one.waited),
            })
        })
        .collect();
    let agents = view.agents.iter();
    let agents: Vec<Value> = agents
        .map(|one| {
            json!({
                "id": one.name,
                "presence": one.presence,
                "optedIn": one.opted.map(|opted| opted == Opted::In),
                "calls": one.calls.iter().map(CallId::to_string).collect::<Vec<_>>(),
                "offers": one.offers.iter().map(CallId::to_string).collect::<Vec<_>>(),
            })
        })
        .collect();
    let counts = view.counts;
    json!({
        "id": view.name,
        "objectId": view.id,
        "rawId": view.resource_account,
        "waiting": waiting,
        "agents": agents,
        "counts": {
            "arrived": counts.arrived,
            "answered": counts.answered,
            "abandoned": counts.abandoned,
            "overflowed": counts.overflowed,
            "timedOut": counts.timed_out,
            "noAgents": counts.no_agents,
        },
    })
}
