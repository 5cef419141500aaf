//! `/parked-calls`: calls that wait to be retrieved.

use axum::{Json, extract::State};
use ringback_world::World;
use serde_json::{Value, json};

use super::show;
use crate::app::App;

/// Lists the calls that are parked.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let shown = |world: &World| {
        let parked = world.teams().parked(world.declaration());
        show::list(parked.iter().map(|parked| {
            let comes_back = parked.comes_back.map(|at| show::instant(world, at));
            json!({
                "call": parked.call.to_string(),
                "code": parked.code,
                "policy": parked.policy,
                "by": parked.by,
                "at": show::instant(world, parked.at),
                "comesBack": comes_back,
            })
        }))
    };
    Json(app.world.read(shown).await)
}
