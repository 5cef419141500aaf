//! Sending, changing and deleting activities.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use ringback_wire::bot_framework::{ReceivedActivity, ResourceResponse};
use ringback_world::{
    Reply,
    chat::{self, Command, Edit, MessageId, ThreadId},
};
use serde_json::Value;

use super::{
    asked::{Asked, body},
    refuse,
};
use crate::{
    bots::posting::{Posting, message, posting},
    chat::json,
    respond::WireError,
};

/// Sends an activity, as a reply to another one or by itself; a thread shows no difference.
pub(super) async fn send(
    asked: &Asked,
    thread: ThreadId,
    bytes: &[u8],
) -> Result<Response, WireError> {
    let id = post(asked, thread, judged(asked, body(bytes)?)?).await?;
    Ok(json(StatusCode::OK, &ResourceResponse { id }))
}

/// Reads what an activity does, or refuses one that does not say it.
pub(super) fn judged(asked: &Asked, activity: ReceivedActivity) -> Result<Posting, WireError> {
    posting(activity, &asked.bot).map_err(|_| refuse::empty())
}

/// Carries out what an activity does and gives its id: that of the chat message, where it becomes one.
pub(super) async fn post(
    asked: &Asked,
    thread: ThreadId,
    posting: Posting,
) -> Result<String, WireError> {
    let actor = asked.bot.identity.clone();
    let Some(command) = posting.command(actor, thread.clone()) else {
        take_part(asked, &thread).await?;
        return Ok(asked.name_next(&thread));
    };
    match asked.ask(command).await? {
        Reply::Chat(chat::Reply::Sent { message }) => Ok(message.0.to_string()),
        _ => Ok(asked.name_next(&thread)),
    }
}

/// Demands that the bot is in the thread.
async fn take_part(asked: &Asked, thread: &ThreadId) -> Result<(), WireError> {
    let thread = thread.clone();
    let read = asked.read(move |world, bot| {
        let found = world.chat().read_participants(&bot.identity, &thread);
        found.map(|_| ())
    });
    read.await
}

pub(super) async fn update(
    asked: &Asked,
    thread: ThreadId,
    id: &str,
    bytes: &[u8],
) -> Result<Response, WireError> {
    let id = message_id(id)?;
    let said = message(body(bytes)?, &asked.bot).map_err(|_| refuse::empty())?;
    let command = Command::EditMessage {
        actor: asked.bot.identity.clone(),
        thread,
        message: id,
        edit: Edit {
            content: Some(said.content),
            metadata: Some(said.metadata),
        },
    };
    asked.ask(command).await?;
    let id = id.0.to_string();
    Ok(json(StatusCode::OK, &ResourceResponse { id }))
}

pub(super) async fn delete(
    asked: &Asked,
    thread: ThreadId,
    id: &str,
) -> Result<Response, WireError> {
    let command = Command::DeleteMessage {
        actor: asked.bot.identity.clone(),
        thread,
        message: message_id(id)?,
    };
    asked.ask(command).await?;
    Ok(StatusCode::OK.into_response())
}

/// Takes a transcript; the thread does not show it.
pub(super) async fn history(
    asked: &Asked,
    thread: ThreadId,
    bytes: &[u8],
) -> Result<Response, WireError> {
    let _transcript: Value = body(bytes)?;
    take_part(asked, &thread).await?;
    let id = asked.name_next(&thread);
    Ok(json(StatusCode::OK, &ResourceResponse { id }))
}

fn message_id(text: &str) -> Result<MessageId, WireError> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let id = text.parse().ok().filter(|_| digits).map(MessageId);
    id.ok_or_else(|| refuse::unknown_activity(text))
}
