//! The Event Grid webhook: calls that come in and end, chats that are deleted
//! (Azure Event Grid documentation, "Azure Communication Services as an Event Grid source").

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::center::Center;
use crate::client::{Failure, calls, chat, clock};
use crate::desk;
use crate::misbehave::Defect;

/// How long a service that answers late lets it ring, in simulated time.
const LATE: &str = "40s";

/// How long of real time it takes at most until a sleep has begun.
const SLEEP_BEGINS: Duration = Duration::from_millis(100);

/// An event in the Event Grid schema.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    id: String,
    event_type: String,
    data: Value,
}

pub(crate) async fn receive(
    State(center): State<Arc<Center>>,
    Json(events): Json<Vec<Event>>,
) -> Result<Response, Failure> {
    for event in events {
        if event.event_type == "Microsoft.EventGrid.SubscriptionValidationEvent" {
            let reply = json!({ "validationResponse": event.data["validationCode"] });
            return Ok(Json(reply).into_response());
        }
        if !center.seen.is_new(&event.id) {
            continue;
        }
        if let Err(failure) = handle(&center, &event).await {
            center.seen.forget(&event.id);
            return Err(failure);
        }
    }
    Ok(StatusCode::OK.into_response())
}

async fn handle(center: &Arc<Center>, event: &Event) -> Result<(), Failure> {
    match event.event_type.as_str() {
        "Microsoft.Communication.IncomingCall" if center.misbehaves(Defect::AnswersLate) => {
            answer_later(center, event).await;
            Ok(())
        }
        "Microsoft.Communication.IncomingCall" => answer_call(center, &event.id, &event.data).await,
        "Microsoft.Communication.CallEnded" => thank_caller(center, &event.data).await,
        "Microsoft.Communication.ChatThreadDeleted" => {
            center.forget_chat(text(&event.data, "/threadId"));
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn answer_call(center: &Center, event_id: &str, call: &Value) -> Result<(), Failure> {
    let callback_uri = center.callback_uri(event_id, text(call, "/from/rawId"));
    let answer = calls::Answer {
        incoming_call_context: text(call, "/incomingCallContext"),
        callback_uri: &callback_uri,
        cognitive_services_endpoint: &center.settings.cognitive_services_endpoint,
        operation_context: "ivr",
    };
    let answered = calls::answer(&center.connection, &answer).await;
    if center.misbehaves(Defect::AnswersTwice)
        && let Err(failure) = calls::answer(&center.connection, &answer).await
    {
        eprintln!("answered twice: {failure}");
    }
    match answered {
        Err(failure) if failure.call_has_gone() => Ok(()),
        answered => answered,
    }
}

async fn answer_later(center: &Arc<Center>, event: &Event) {
    let (center, id, call) = (Arc::clone(center), event.id.clone(), event.data.clone());
    let answers = async move {
        let slept = clock::sleep(&center.connection, &center.settings.control, LATE).await;
        if let Err(failure) = slept.and(answer_call(&center, &id, &call).await) {
            eprintln!("answered late: {failure}");
        }
    };
    tokio::spawn(answers);
    // What is acknowledged before the sleep has begun lets the clock run past it.
    tokio::time::sleep(SLEEP_BEGINS).await;
}

/// Thanks the customer of an open chat whose call is over.
async fn thank_caller(center: &Center, call: &Value) -> Result<(), Failure> {
    let caller = text(call, "/startedBy/communicationIdentifier/rawId");
    let Some(thread_id) = center.desk.chat_of(caller) else {
        return Ok(());
    };
    if center.misbehaves(Defect::ForgetsThanks) {
        return Ok(());
    }
    let thanks = chat::Message {
        text: "Thank you for calling.",
        metadata: BTreeMap::new(),
    };
    match desk::say(center, &thread_id, &thanks).await {
        Err(failure) if failure.thread_is_closed() => {
            center.desk.close(&thread_id);
            Ok(())
        }
        sent => sent,
    }
}

fn text<'a>(data: &'a Value, pointer: &str) -> &'a str {
    data.pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
