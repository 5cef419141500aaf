//! `/status`: what runs here.

use std::sync::LazyLock;

use axum::{Json, extract::State};
use ringback_world::World;
use serde_json::{Value, json};

use super::clock;
use crate::{app::App, outer_time};

/// When the control API was first set up, in outer time.
pub(super) static STARTED: LazyLock<i64> = LazyLock::new(outer_time::unix_seconds);

/// Shows name, version, clock, seed, counts and uptime.
pub(super) async fn get(State(app): State<App>) -> Json<Value> {
    let clock = clock::view(&app).await;
    let subscriptions = app.world.subscriptions().await.len();
    let read = |world: &World| {
        (
            world.seed(),
            world.calls().list().len(),
            world.directory().identities().count(),
        )
    };
    let (seed, calls, identities) = app.world.read(read).await;
    Json(json!({
        "name": "ringback",
        "version": env!("CARGO_PKG_VERSION"),
        "clock": clock,
        "seed": seed,
        "counts": {
            "calls": calls,
            "identities": identities,
            "eventSubscriptions": subscriptions,
        },
        "uptime": format!("{}s", outer_time::unix_seconds() - *STARTED),
    }))
}
