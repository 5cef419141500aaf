//! Operations on threads.

use axum::response::Response;
use http::StatusCode;
use jiff::Timestamp;
use ringback_wire::chat::{
    CreateThreadRequest, CreateThreadResult, NewRetentionPolicy, Patch, UpdateThreadRequest,
};
use ringback_world::{
    Refusal, Reply,
    chat::{self, Command, Refusal as Refused, Retention, ThreadCursor, ThreadId, ThreadUpdate},
};

use super::{
    answer,
    asked::{Asked, Need},
    messages::merge,
    page::{Page, Seen, bad_state},
    participants, refuse, show,
};
use crate::respond::WireError;

pub(super) async fn create(
    asked: &Asked,
    repeatability: Option<String>,
    body: CreateThreadRequest,
) -> Result<Response, WireError> {
    asked.may(Need::OwnThreads)?;
    let recent = asked.since(show::METADATA_SINCE);
    let retention = body
        .retention_policy
        .filter(|_| recent)
        .map_or(Ok(Retention::None), retention);
    let command = Command::CreateThread {
        actor: asked.actor.clone(),
        repeatability,
        topic: body.topic,
        participants: participants::read(asked, body.participants.unwrap_or_default())?,
        metadata: body.metadata.filter(|_| recent).unwrap_or_default(),
        retention: retention?,
    };
    let Reply::Chat(chat::Reply::ThreadCreated { thread, invalid }) = asked.ask(command).await?
    else {
        return Err(refuse::bad_request("The thread was not made."));
    };
    let view = asked.read(move |world, _| {
        world
            .chat()
            .thread(&thread)
            .cloned()
            .ok_or(Refused::ThreadNotFound(thread))
    });
    let view = view.await?;
    let result = CreateThreadResult {
        chat_thread: show::thread(asked, &view),
        invalid_participants: show::invalid(&invalid),
    };
    Ok(answer::created(&asked.thread_address(&view.id), &result))
}

fn retention(policy: NewRetentionPolicy) -> Result<Retention, WireError> {
    match policy.kind.as_str() {
        "none" => Ok(Retention::None),
        "threadCreationDate" => {
            let given = policy.delete_thread_after_days;
            let days = given.and_then(|days| u16::try_from(days).ok()).unwrap_or(0);
            Ok(Retention::ThreadCreationDate { days })
        }
        other => Err(refuse::refused(Refusal::Chat(Refused::Invalid {
            field: "retentionPolicy.kind".to_owned(),
            why: format!("{other:?} is neither none nor threadCreationDate"),
        }))),
    }
}

pub(super) async fn get(asked: &Asked, thread: ThreadId) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let read = asked.read(move |world, actor| world.chat().read_thread(actor, &thread).cloned());
    Ok(answer::json(
        StatusCode::OK,
        &show::thread(asked, &read.await?),
    ))
}

pub(super) async fn update(
    asked: &Asked,
    thread: ThreadId,
    body: UpdateThreadRequest,
) -> Result<Response, WireError> {
    asked.may(Need::OwnThreads)?;
    let recent = asked.since(show::METADATA_SINCE);
    let id = thread.clone();
    let read = asked.read(move |world, actor| world.chat().read_thread(actor, &id).cloned());
    let metadata = merge(read.await?.metadata, body.metadata);
    let retention = match body.retention_policy {
        Patch::Absent => None,
        Patch::Remove => Some(Retention::None),
        Patch::Set(policy) => Some(retention(policy)?),
    };
    let update = ThreadUpdate {
        topic: body.topic,
        metadata: metadata.filter(|_| recent),
        retention: retention.filter(|_| recent),
    };
    let command = Command::UpdateThread {
        actor: asked.actor.clone(),
        thread,
        update,
    };
    asked.ask_done(command, StatusCode::NO_CONTENT).await
}

pub(super) async fn delete(asked: &Asked, thread: ThreadId) -> Result<Response, WireError> {
    asked.may(Need::OwnThreads)?;
    let command = Command::DeleteThread {
        actor: asked.actor.clone(),
        thread,
    };
    asked.ask_done(command, StatusCode::NO_CONTENT).await
}

pub(super) async fn list(asked: &Asked) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let page = Page::of(asked)?;
    let after = page
        .after
        .as_deref()
        .map(|state| read_cursor(state).ok_or_else(|| bad_state(state)));
    let (after, start, wanted) = (after.transpose()?, page.start, page.size + 1);
    let read = asked.read(move |world, actor| {
        let mut items = world.chat().read_threads(actor, start, after.as_ref());
        items.truncate(wanted);
        Ok(items)
    });
    let address = format!("{}/chat/threads", asked.origin.0);
    let seen = |item: &chat::ThreadItem| {
        Seen::UpTo(format!(
            "{} {}",
            item.last_message_received_on.as_microsecond(),
            item.id.0
        ))
    };
    Ok(page.answer(asked, &address, read.await?, seen, show::thread_item))
}

fn read_cursor(state: &str) -> Option<ThreadCursor> {
    let (at, id) = state.split_once(' ')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some(ThreadCursor {
        at,
        id: ThreadId(id.to_owned()),
    })
}
