//! `/bots`: the bots behind the chat channel, and by which identity threads know them.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::show;
use crate::app::App;

/// Lists the bots.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let (declared, endpoint) = app
        .world
        .inspect(|run| (run.world.declaration().bots.clone(), run.bots.clone()))
        .await;
    Json(show::list(declared.iter().map(|bot| {
        json!({
            "name": bot.name,
            "displayName": bot.display_name,
            "identity": bot.identity,
            "appId": bot.app_id,
            "endpoint": bot.endpoint.as_ref().or(endpoint.as_ref()),
            "serviceUrl": crate::bots::service_url(&app.http, &bot.name),
        })
    })))
}
