//! Operations on read receipts, and typing.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::chat::{SendReadReceiptRequest, SendTypingNotificationRequest};
use ringback_world::chat::{Command, ReceiptView, ThreadId};

use super::{
    asked::{Asked, Need, message_id},
    page::{Page, Seen},
    show,
};
use crate::respond::WireError;

pub(super) async fn list(asked: &Asked, thread: ThreadId) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let page = Page::of(asked)?;
    let address = format!("{}/readReceipts", asked.thread_address(&thread));
    let (skip, wanted) = (page.skip, page.size + 1);
    let read = asked.read(move |world, actor| {
        let all = world.chat().read_receipts(actor, &thread)?;
        Ok(all
            .iter()
            .skip(skip)
            .take(wanted)
            .cloned()
            .collect::<Vec<ReceiptView>>())
    });
    let seen = |_: &ReceiptView| Seen::Count;
    Ok(page.answer(asked, &address, read.await?, seen, |one| {
        show::receipt(asked, one)
    }))
}

pub(super) async fn send(
    asked: &Asked,
    thread: ThreadId,
    body: SendReadReceiptRequest,
) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let message = message_id(&body.chat_message_id)?;
    let command = Command::Read {
        actor: asked.actor.clone(),
        thread,
        message,
    };
    asked.ask_done(command, StatusCode::OK).await
}

pub(super) async fn typing(
    asked: &Asked,
    thread: ThreadId,
    body: SendTypingNotificationRequest,
) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let sender_display_name = body.sender_display_name;
    let command = Command::Typing {
        actor: asked.actor.clone(),
        thread,
        sender_display_name,
    };
    asked.ask_done(command, StatusCode::OK).await
}
