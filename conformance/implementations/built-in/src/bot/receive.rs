//! The bot's messaging endpoint.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use super::activity::{Activity, Answer};
use super::words::{self, Reply};
use super::{handover, trust};
use crate::center::Center;
use crate::client::{Failure, connector};
use crate::misbehave::Defect;

pub(crate) async fn receive(
    State(center): State<Arc<Center>>,
    headers: HeaderMap,
    Json(mut activity): Json<Activity>,
) -> Result<StatusCode, Failure> {
    if !trust::is_trusted(&center, &headers, &activity).await {
        return Ok(StatusCode::UNAUTHORIZED);
    }
    let key = activity.key();
    if !center.seen.is_new(&key) {
        return Ok(StatusCode::OK);
    }
    if center.misbehaves(Defect::MixesChats) {
        activity.conversation.id = center.first_chat(&activity.conversation.id);
    }
    match handle(&center, &activity).await {
        Err(failure) if !failure.thread_is_closed() => {
            center.seen.forget(&key);
            Err(failure)
        }
        _ => Ok(StatusCode::OK),
    }
}

async fn handle(center: &Center, activity: &Activity) -> Result<(), Failure> {
    match activity.kind.as_str() {
        "conversationUpdate" => {
            let mut added = activity.members_added.iter();
            if added.any(|member| member.id == activity.recipient.id)
                && !center.misbehaves(Defect::SilentBot)
            {
                say(center, activity, &words::welcome(activity)).await?;
            }
            Ok(())
        }
        // The service itself writes in the chat too.
        "message" if activity.from.name != words::CONTOSO => answer(center, activity).await,
        _ => Ok(()),
    }
}

async fn answer(center: &Center, activity: &Activity) -> Result<(), Failure> {
    let number = if center.misbehaves(Defect::WrongNumber) {
        "+18005550199"
    } else {
        &center.settings.phone_number
    };
    match words::reply_to(&activity.text, number) {
        Reply::HandOver(_) if center.misbehaves(Defect::NeverEscalates) => {
            say(center, activity, words::default()).await
        }
        Reply::HandOver(_) if center.misbehaves(Defect::OneSkill) => {
            handover::begin(center, activity, words::Skill::Support).await
        }
        Reply::HandOver(skill) => handover::begin(center, activity, skill).await,
        Reply::Say(text) => {
            say(center, activity, &text).await?;
            if center.misbehaves(Defect::EscalatesUnasked) {
                handover::begin(center, activity, words::Skill::Support).await?;
            }
            Ok(())
        }
    }
}

/// Says something in the chat.
pub(super) async fn say(center: &Center, activity: &Activity, text: &str) -> Result<(), Failure> {
    let message = Answer {
        text: Some(text),
        ..activity.answer("message")
    };
    send(center, activity, &message).await
}

/// Sends an activity to the channel.
pub(super) async fn send(
    center: &Center,
    activity: &Activity,
    answer: &Answer<'_>,
) -> Result<(), Failure> {
    let token = trust::token(center).await?;
    let to = connector::Conversation {
        service_url: &activity.service_url,
        id: &activity.conversation.id,
        reply_to_id: answer.reply_to_id,
    };
    let body = serde_json::to_value(answer).expect("an answer is made of texts");
    connector::send(&center.connection, &to, token.as_deref(), &body).await
}
