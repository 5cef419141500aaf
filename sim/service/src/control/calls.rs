//! `/calls`: place calls and look at them.

use std::collections::BTreeMap;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
};
use http::StatusCode;
use ringback_world::{
    Command, RawId, Reply, Source,
    calls::{self, CallId, CustomContext},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{asked, error, show};
use crate::{app::App, respond::WireError};

/// A call to place.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Placed {
    from: String,
    to: String,
    #[serde(default)]
    display_name: Option<String>,
    #[serde(default)]
    custom_context: Option<Headers>,
}

/// Headers that travel with a call.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Headers {
    #[serde(default)]
    sip_headers: BTreeMap<String, String>,
    #[serde(default)]
    voip_headers: BTreeMap<String, String>,
}

/// A customer or an identity places a call.
pub(super) async fn place(
    State(app): State<App>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), WireError> {
    let given: Placed = asked::body(&body)?;
    let place = calls::Place {
        from: RawId::from_loose(&given.from),
        to: RawId::from_loose(&given.to),
        display_name: given.display_name,
        custom_context: given.custom_context.map(|headers| CustomContext {
            sip: headers.sip_headers,
            voip: headers.voip_headers,
        }),
        contact: None,
    };
    let command = Command::Calls(calls::Command::Place(place));
    let reply = app.world.command(Source::Control, command).await;
    let Reply::Calls(calls::Reply::Placed {
        call,
        incoming_call_context,
    }) = reply.map_err(|refusal| error::refused(&refusal))?
    else {
        return Err(error::bad_request("the call was not placed"));
    };
    let mut shown = show_call(&app, call).await?;
    if let Some(context) = incoming_call_context {
        shown["incomingCallContext"] = json!(context.0);
    }
    Ok((StatusCode::CREATED, Json(shown)))
}

/// Lists all calls.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let views = app.world.read(|world| world.calls().list()).await;
    Json(show::list(views.iter().map(show::call)))
}

/// Shows a call by its id, a callConnectionId or its serverCallId.
pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<Value>, WireError> {
    let call = find(&app, id).await?;
    show_call(&app, call).await.map(Json)
}

/// Finds a call by any of its names.
pub(super) async fn find(app: &App, id: String) -> Result<CallId, WireError> {
    let name = id.clone();
    let found = app.world.read(move |world| world.calls().find(&name)).await;
    found.ok_or_else(|| error::not_found("call", &id))
}

async fn show_call(app: &App, call: CallId) -> Result<Value, WireError> {
    let view = app.world.read(move |world| world.calls().show(call)).await;
    let view = view.ok_or_else(|| error::not_found("call", &call.to_string()))?;
    Ok(show::call(&view))
}
