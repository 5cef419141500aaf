//! Operations on participants.

use axum::response::Response;
use http::StatusCode;
use jiff::Timestamp;
use ringback_wire::{
    chat::{AddParticipantsRequest, AddParticipantsResult, NewParticipant as Given},
    identifier::CommunicationIdentifier,
};
use ringback_world::{
    Reply,
    chat::{self, Command, NewParticipant, ParticipantView, ThreadId},
};

use super::{
    answer,
    asked::{Asked, Need},
    identifier,
    page::{Page, Seen},
    refuse, show,
};
use crate::respond::WireError;

pub(super) async fn list(asked: &Asked, thread: ThreadId) -> Result<Response, WireError> {
    asked.may(Need::TakePart)?;
    let page = Page::of(asked)?;
    let address = format!("{}/participants", asked.thread_address(&thread));
    let (skip, wanted) = (page.skip, page.size + 1);
    let read = asked.read(move |world, actor| {
        let all = world.chat().read_participants(actor, &thread)?;
        Ok(all
            .into_iter()
            .skip(skip)
            .take(wanted)
            .cloned()
            .collect::<Vec<ParticipantView>>())
    });
    let seen = |_: &ParticipantView| Seen::Count;
    Ok(page.answer(asked, &address, read.await?, seen, |one| {
        show::participant(asked, one)
    }))
}

pub(super) async fn add(
    asked: &Asked,
    thread: ThreadId,
    body: AddParticipantsRequest,
) -> Result<Response, WireError> {
    asked.may(Need::Roster)?;
    let participants = read(asked, body.participants)?;
    let command = Command::AddParticipants {
        actor: asked.actor.clone(),
        thread,
        participants,
    };
    let Reply::Chat(chat::Reply::ParticipantsAdded { invalid }) = asked.ask(command).await? else {
        return Err(refuse::bad_request("The participants were not added."));
    };
    let result = AddParticipantsResult {
        invalid_participants: show::invalid(&invalid),
    };
    Ok(answer::json(StatusCode::CREATED, &result))
}

pub(super) async fn remove(
    asked: &Asked,
    thread: ThreadId,
    body: CommunicationIdentifier,
) -> Result<Response, WireError> {
    asked.may(Need::Roster)?;
    let participant = identifier::read(&body)?;
    let command = Command::RemoveParticipant {
        actor: asked.actor.clone(),
        thread,
        participant,
    };
    asked.ask_done(command, StatusCode::NO_CONTENT).await
}

/// Reads those who are to take part.
pub(super) fn read(asked: &Asked, given: Vec<Given>) -> Result<Vec<NewParticipant>, WireError> {
    let recent = asked.since(show::METADATA_SINCE);
    let read = |one: Given| {
        let share_history_from = one.share_history_time.as_deref().map(micros).transpose()?;
        Ok(NewParticipant {
            id: identifier::read(&one.communication_identifier)?,
            display_name: one.display_name,
            share_history_from,
            metadata: one.metadata.filter(|_| recent).unwrap_or_default(),
        })
    };
    given.into_iter().map(read).collect()
}

fn micros(text: &str) -> Result<i64, WireError> {
    let time = text.parse::<Timestamp>();
    let message = || format!("Value for ShareHistoryTime ({text}) is not valid.");
    time.map(Timestamp::as_microsecond)
        .map_err(|_| refuse::bad_request(message()))
}
