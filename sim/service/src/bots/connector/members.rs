//! Who is in a conversation.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use ringback_wire::bot_framework::{ChannelAccount, PagedMembers};
use ringback_world::{
    RawId,
    chat::{Command, ThreadId},
};

use super::{asked::Asked, refuse};
use crate::{
    bots::told::account,
    chat::json,
    respond::{Query, WireError},
};

/// Members of one page, unless the bot asks for another number.
const PAGE: usize = 50;
/// At most so many.
const LARGEST_PAGE: usize = 500;

async fn all(asked: &Asked, thread: ThreadId) -> Result<Vec<ChannelAccount>, WireError> {
    let read = asked.read(move |world, bot| {
        let present = world.chat().read_participants(&bot.identity, &thread)?;
        Ok(present.into_iter().map(|one| account(world, one)).collect())
    });
    read.await
}

pub(super) async fn list(asked: &Asked, thread: ThreadId) -> Result<Response, WireError> {
    Ok(json(StatusCode::OK, &all(asked, thread).await?))
}

/// Lists some of the members; a token is the number of those before.
pub(super) async fn page(
    asked: &Asked,
    thread: ThreadId,
    query: &Query,
) -> Result<Response, WireError> {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let size = number("pageSize").unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let from = number("continuationToken").unwrap_or(0);
    let everyone = all(asked, thread).await?;
    let until = from.saturating_add(size);
    let more = until < everyone.len();
    let page = PagedMembers {
        members: everyone.into_iter().skip(from).take(size).collect(),
        continuation_token: more.then(|| until.to_string()),
    };
    Ok(json(StatusCode::OK, &page))
}

pub(super) async fn get(asked: &Asked, thread: ThreadId, id: &str) -> Result<Response, WireError> {
    let everyone = all(asked, thread).await?;
    match everyone.iter().find(|member| member.id == id) {
        Some(member) => Ok(json(StatusCode::OK, member)),
        None => Err(refuse::unknown_member(id)),
    }
}

pub(super) async fn remove(
    asked: &Asked,
    thread: ThreadId,
    id: &str,
) -> Result<Response, WireError> {
    let command = Command::RemoveParticipant {
        actor: asked.bot.identity.clone(),
        thread,
        participant: RawId::new(id),
    };
    asked.ask(command).await?;
    Ok(StatusCode::OK.into_response())
}
