//! The callbacks of Call Automation
//! (Call Automation documentation, "Call Automation overview", events).

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::steps;
use crate::center::Center;
use crate::misbehave::{Defect, Misbehave};

/// The exit code of a process that was told to die.
const DIED: i32 = 70;

/// What the service wrote into the callback address when it answered or placed the call.
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
    pub(super) data: Data,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    #[serde(default)]
    pub(super) call_connection_id: String,
    #[serde(default)]
    pub(super) operation_context: String,
    pub(super) result_information: Option<ResultInformation>,
    pub(super) choice_result: Option<ChoiceResult>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultInformation {
    pub(super) sub_code: i64,
}

#[derive(Deserialize)]
pub(super) struct ChoiceResult {
    pub(super) label: String,
}

impl Event {
    /// The event type without its namespace.
    pub(super) fn name(&self) -> &str {
        short(&self.event_type)
    }
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
        if !center.seen.is_new(&event.id) && !center.misbehaves(Defect::DoubledCallback) {
            continue;
        }
        match steps::follow(&center, &call.caller, &event).await {
            Err(failure) if !failure.call_has_gone() => {
                center.seen.forget(&event.id);
                return failure.into_response();
            }
            _ => {}
        }
    }
    StatusCode::OK.into_response()
}

fn must_die(center: &Center, event: &Event) -> bool {
    matches!(&center.settings.misbehave, Misbehave::Dies(event_type) if short(event_type) == event.name())
}

/// Whether a test asked for this callback to be refused.
fn must_fail(center: &Center, event: &Event) -> bool {
    let Misbehave::FailsCallback(event_type) = &center.settings.misbehave else {
        return false;
    };
    short(event_type) == event.name()
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
