//! The Event Grid webhook: calls that come in, and what customers write
//! (Azure Event Grid documentation, "Azure Communication Services as an Event Grid source").

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::bot;
use crate::center::Center;
use crate::client::{Failure, calls, chat, encoded};
use crate::settings::Misbehave;

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

async fn handle(center: &Center, event: &Event) -> Result<(), Failure> {
    match event.event_type.as_str() {
        "Microsoft.Communication.IncomingCall" => answer_call(center, event).await,
        "Microsoft.Communication.ChatMessageReceivedInThread"
        | "Microsoft.Communication.ChatMessageReceived" => {
            answer_message(center, &event.data).await
        }
        _ => Ok(()),
    }
}

async fn answer_call(center: &Center, event: &Event) -> Result<(), Failure> {
    let caller = text(&event.data, "/from/rawId");
    let callback_uri = format!(
        "{}/api/calls/{}?caller={}",
        center.settings.callback_host,
        encoded(&event.id),
        encoded(caller),
    );
    let answer = calls::Answer {
        incoming_call_context: text(&event.data, "/incomingCallContext"),
        callback_uri: &callback_uri,
        cognitive_services_endpoint: &center.settings.cognitive_services_endpoint,
        operation_context: "ivr",
    };
    let answered = calls::answer(&center.connection, &answer).await;
    if center.settings.misbehave == Misbehave::AnswersTwice
        && let Err(failure) = calls::answer(&center.connection, &answer).await
    {
        eprintln!("answered twice: {failure}");
    }
    match answered {
        Err(failure) if failure.call_has_gone() => Ok(()),
        answered => answered,
    }
}

async fn answer_message(center: &Center, message: &Value) -> Result<(), Failure> {
    let thread_id = text(message, "/threadId");
    let Some(user) = center.bot.user_in(thread_id) else {
        return Ok(());
    };
    let recipient = text(message, "/recipientCommunicationIdentifier/rawId");
    if text(message, "/senderCommunicationIdentifier/rawId") == user.id
        || (!recipient.is_empty() && recipient != user.id)
    {
        return Ok(());
    }
    // A subscription to both event types reports a message twice, under two event ids.
    let message_id = format!("{thread_id}/{}", text(message, "/messageId"));
    if !center.seen.is_new(&message_id) {
        return Ok(());
    }
    let reply = bot::reply_to(text(message, "/messageBody"), &center.settings.phone_number);
    match chat::send_message(
        &center.connection,
        &bot::participant(&user),
        thread_id,
        &reply,
    )
    .await
    {
        Err(failure) if failure.thread_is_closed() => {
            center.bot.leave(thread_id);
            Ok(())
        }
        Err(failure) => {
            center.seen.forget(&message_id);
            Err(failure)
        }
        Ok(()) => Ok(()),
    }
}

fn text<'a>(data: &'a Value, pointer: &str) -> &'a str {
    data.pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
