//! `/faults`: what goes wrong between the implementation and the service.

use axum::{Json, body::Bytes, extract::State};
use http::StatusCode;
use ringback_format::faults::Faults;
use serde_json::{Value, json};

use super::{asked, show};
use crate::{app::App, faults::Standing, respond::WireError};

/// Lists the faults with what they have met.
pub(super) async fn get(State(app): State<App>) -> Json<Value> {
    let standings = app.world.inspect(|run| run.fault_standings()).await;
    Json(show::list(standings.iter().map(shown)))
}

/// Declares other faults, as the `faults:` of a scenario; those before are gone.
pub(super) async fn put(State(app): State<App>, body: Bytes) -> Result<Json<Value>, WireError> {
    let faults: Faults = asked::body(&body)?;
    app.world.inspect(move |run| run.set_faults(faults)).await;
    Ok(get(State(app)).await)
}

/// Takes all faults away.
pub(super) async fn delete(State(app): State<App>) -> StatusCode {
    app.world
        .inspect(|run| run.set_faults(Faults::default()))
        .await;
    StatusCode::NO_CONTENT
}

fn shown(one: &Standing) -> Value {
    let mut shown = json!(one.fault);
    shown["matches"] = json!(one.matches);
    shown["applied"] = json!(one.applied);
    shown
}
