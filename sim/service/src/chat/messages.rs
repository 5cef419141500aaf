//! Operations on messages.

use std::collections::BTreeMap;

use axum::response::Response;
use http::StatusCode;
use ringback_wire::chat::{Patch, SendMessageRequest, SendMessageResult, UpdateMessageRequest};
use ringback_world::{
    Reply,
    chat::{self, Command, Edit, MessageBody, MessageId, MessageKind, MessageView, ThreadId},
};

use super::{
    answer,
    asked::{Asked, Need},
    page::{Page, Seen, bad_state},
    refuse, show,
};
use crate::respond::WireError;

pub(super) async fn send(
    asked: &Asked,
    thread: ThreadId,
    body: SendMessageRequest,
) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let address = asked.thread_address(&thread);
    let body = MessageBody {
        kind: kind(body.r#type.as_deref())?,
        content: body.content,
        sender_display_name: body.sender_display_name,
        metadata: body.metadata.unwrap_or_default(),
    };
    let command = Command::Send {
        actor: asked.actor.clone(),
        thread,
        body,
    };
    let Reply::Chat(chat::Reply::Sent { message }) = asked.ask(command).await? else {
        return Err(refuse::bad_request("The message was not sent."));
    };
    let location = format!("{address}/messages/{}", message.0);
    Ok(answer::created(
        &location,
        &SendMessageResult {
            id: message.0.to_string(),
        },
    ))
}

/// Reads what a client may send; the other types are the system's.
fn kind(name: Option<&str>) -> Result<MessageKind, WireError> {
    match name {
        None | Some("text") => Ok(MessageKind::Text),
        Some("html") => Ok(MessageKind::Html),
        Some(other) => {
            let message = format!("Value for Type ({other}) is not valid; it is text or html.");
            Err(refuse::bad_request(message))
        }
    }
}

pub(super) async fn get(
    asked: &Asked,
    thread: ThreadId,
    message: MessageId,
) -> Result<Response, WireError> {
    let view = view(asked, thread, message).await?;
    Ok(answer::json(StatusCode::OK, &show::message(asked, &view)))
}

async fn view(
    asked: &Asked,
    thread: ThreadId,
    message: MessageId,
) -> Result<MessageView, WireError> {
    asked.may(Need::TakePart)?;
    let read =
        asked.read(move |world, actor| world.chat().read_message(actor, &thread, message).cloned());
    read.await
}

pub(super) async fn list(asked: &Asked, thread: ThreadId) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let page = Page::of(asked)?;
    let after = page.after.as_deref();
    let before = after.map(|state| state.parse().map(MessageId).map_err(|_| bad_state(state)));
    let (before, start, wanted) = (before.transpose()?, page.start, page.size + 1);
    let address = format!("{}/messages", asked.thread_address(&thread));
    let read = asked.read(move |world, actor| {
        let found = world.chat().read_messages(actor, &thread, start, before)?;
        Ok(found.take(wanted).cloned().collect::<Vec<_>>())
    });
    let seen = |last: &MessageView| Seen::UpTo(last.id.0.to_string());
    Ok(page.answer(asked, &address, read.await?, seen, |one| {
        show::message(asked, one)
    }))
}

pub(super) async fn update(
    asked: &Asked,
    thread: ThreadId,
    message: MessageId,
    body: UpdateMessageRequest,
) -> Result<Response, WireError> {
    let old = view(asked, thread.clone(), message).await?;
    let edit = Edit {
        content: body.content,
        metadata: merge(old.metadata, body.metadata),
    };
    let command = Command::EditMessage {
        actor: asked.actor.clone(),
        thread,
        message,
        edit,
    };
    asked.ask_done(command, StatusCode::NO_CONTENT).await
}

pub(super) async fn delete(
    asked: &Asked,
    thread: ThreadId,
    message: MessageId,
) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let command = Command::DeleteMessage {
        actor: asked.actor.clone(),
        thread,
        message,
    };
    asked.ask_done(command, StatusCode::NO_CONTENT).await
}

/// Applies a merge patch to pairs; nothing when they stay.
pub(super) fn merge(
    mut pairs: BTreeMap<String, String>,
    patch: Patch<BTreeMap<String, Option<String>>>,
) -> Option<BTreeMap<String, String>> {
    match patch {
        Patch::Absent => None,
        Patch::Remove => Some(BTreeMap::new()),
        Patch::Set(changes) => {
            for (key, value) in changes {
                match value {
                    Some(value) => pairs.insert(key, value),
                    None => pairs.remove(&key),
                };
            }
            Some(pairs)
        }
    }
}
