//! The callbacks of Call Automation: one step of a call for each event
//! (Call Automation documentation, "Call Automation overview", events).

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::center::Center;
use crate::client::{Failure, calls};
use crate::menu::{self, Occasion};
use crate::settings::Misbehave;

/// What the service wrote into the callback address when it answered the call.
#[derive(Deserialize)]
pub(crate) struct Call {
    /// The raw id of the caller.
    caller: String,
}

/// A callback, in the CloudEvents schema.
#[derive(Deserialize)]
pub(crate) struct Event {
    id: String,
    #[serde(rename = "type")]
    event_type: String,
    data: Data,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    #[serde(default)]
    call_connection_id: String,
    #[serde(default)]
    operation_context: String,
    result_information: Option<ResultInformation>,
    choice_result: Option<ChoiceResult>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResultInformation {
    sub_code: i64,
}

#[derive(Deserialize)]
struct ChoiceResult {
    label: String,
}

pub(crate) async fn receive(
    State(center): State<Arc<Center>>,
    Query(call): Query<Call>,
    Json(events): Json<Vec<Event>>,
) -> Response {
    for event in events {
        if must_die(&center, &event) {
            eprintln!("contoso: ends at {}, as MISBEHAVE says", event.event_type);
            std::process::exit(DIED);
        }
        if must_fail(&center, &event) {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        if !center.seen.is_new(&event.id) {
            continue;
        }
        match handle(&center, &call.caller, &event).await {
            Err(failure) if !failure.call_has_gone() => {
                center.seen.forget(&event.id);
                return failure.into_response();
            }
            _ => {}
        }
    }
    StatusCode::OK.into_response()
}

async fn handle(center: &Center, caller: &str, event: &Event) -> Result<(), Failure> {
    let Event {
        event_type, data, ..
    } = event;
    let id = &data.call_connection_id;
    let context = data.operation_context.as_str();
    match (short(event_type), context.split_once(':')) {
        ("CallConnected", _) => ask(center, id, caller, Occasion::Welcome, "menu-1").await,
        ("RecognizeCompleted", _) => match &data.choice_result {
            Some(ChoiceResult { label }) => {
                say(
                    center,
                    id,
                    &format!("Connecting you to {label}."),
                    &format!("bye:{label}"),
                )
                .await
            }
            None => ask_again(center, caller, data).await,
        },
        ("RecognizeFailed", _) => ask_again(center, caller, data).await,
        ("PlayCompleted" | "PlayFailed", Some(("bye", label))) => {
            let queue = menu::queue(label, &center.settings);
            let context = format!("transfer:{label}");
            calls::transfer_to_teams_app(&center.connection, id, queue, &context).await
        }
        ("PlayCompleted" | "PlayFailed", None) if matches!(context, "goodbye" | "unavailable") => {
            calls::terminate(&center.connection, id).await
        }
        ("CallTransferFailed", _) => {
            say(center, id, "All our agents are unavailable.", "unavailable").await
        }
        // CallDisconnected included: nothing was kept that could be forgotten.
        _ => Ok(()),
    }
}

async fn ask(
    center: &Center,
    call_connection_id: &str,
    caller: &str,
    occasion: Occasion,
    operation_context: &str,
) -> Result<(), Failure> {
    let question = calls::Question {
        prompt: &occasion.prompt(),
        choices: menu::choices(),
        initial_silence_s: menu::INITIAL_SILENCE_S,
        target: caller,
        operation_context,
    };
    calls::recognize(&center.connection, call_connection_id, &question).await
}

/// Reads the menu a second time, and gives up after that.
async fn ask_again(center: &Center, caller: &str, data: &Data) -> Result<(), Failure> {
    let id = &data.call_connection_id;
    if data.operation_context != "menu-1" {
        return say(center, id, "Goodbye.", "goodbye").await;
    }
    let sub_code = data
        .result_information
        .as_ref()
        .map_or(0, |result| result.sub_code);
    ask(center, id, caller, Occasion::of_failure(sub_code), "menu-2").await
}

async fn say(
    center: &Center,
    call_connection_id: &str,
    text: &str,
    operation_context: &str,
) -> Result<(), Failure> {
    calls::play(
        &center.connection,
        call_connection_id,
        text,
        operation_context,
    )
    .await
}

/// Whether a test asked for this callback to be refused.
/// The exit code of a process that was told to die.
const DIED: i32 = 70;

fn must_die(center: &Center, event: &Event) -> bool {
    matches!(&center.settings.misbehave, Misbehave::Dies(event_type) if short(event_type) == short(&event.event_type))
}

fn must_fail(center: &Center, event: &Event) -> bool {
    let Misbehave::FailsCallback(event_type) = &center.settings.misbehave else {
        return false;
    };
    short(event_type) == short(&event.event_type)
        && center
            .refused_once
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(event.data.call_connection_id.clone())
}

fn short(event_type: &str) -> &str {
    event_type
        .strip_prefix("Microsoft.Communication.")
        .unwrap_or(event_type)
}
