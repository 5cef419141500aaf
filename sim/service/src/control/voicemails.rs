//! `/voicemails`: messages in the mailboxes of groups and people.

use axum::{Json, extract::State};
use ringback_world::World;
use serde_json::{Value, json};

use super::show;
use crate::app::App;

/// Lists the messages.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let shown = |world: &World| {
        let messages = world.teams().voicemails().iter();
        show::list(messages.map(|message| {
            json!({
                "call": message.call.to_string(),
                "contact": message.contact,
                "of": message.of,
                "kind": message.kind,
                "app": message.app,
                "at": show::instant(world, message.at),
                "takes": show::span(message.takes),
                "transcript": message.transcript,
            })
        }))
    };
    Json(app.world.read(shown).await)
}
