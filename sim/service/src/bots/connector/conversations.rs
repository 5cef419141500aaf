//! Opening and listing conversations.

use std::collections::BTreeMap;

use axum::response::Response;
use http::{HeaderValue, StatusCode};
use ringback_wire::bot_framework::{
    ConversationMembers, ConversationParameters, ConversationResource, Conversations,
    ReceivedActivity,
};
use ringback_world::{
    RawId, Refusal, Reply,
    chat::{self, Command, NewParticipant, Retention},
};

use super::{
    activities,
    asked::{Asked, body},
    refuse,
};
use crate::{
    bots::{posting::Posting, told::accounts},
    chat::json,
    respond::{HINT, WireError},
};

/// Opens a thread with the bot and the members.
pub(super) async fn create(asked: &Asked, bytes: &[u8]) -> Result<Response, WireError> {
    let wanted: ConversationParameters = body(bytes)?;
    // Before the thread is made: a request that is refused changes nothing.
    let first = wanted.activity.map(|activity| first(asked, activity));
    let first = first.transpose()?;
    let members = wanted.members.unwrap_or_default().into_iter();
    let participants = members.map(|member| NewParticipant {
        id: RawId::new(member.id),
        display_name: member.name,
        share_history_from: None,
        metadata: BTreeMap::new(),
    });
    let command = Command::CreateThread {
        actor: asked.bot.identity.clone(),
        repeatability: None,
        topic: wanted.topic_name.unwrap_or_default(),
        participants: participants.collect(),
        metadata: BTreeMap::new(),
        retention: Retention::None,
    };
    let Reply::Chat(chat::Reply::ThreadCreated { thread, invalid }) = asked.ask(command).await?
    else {
        return Err(refuse::malformed("the thread was not made"));
    };
    let activity_id = match first {
        Some(posting) => Some(activities::post(asked, thread.clone(), posting).await?),
        None => None,
    };
    let resource = ConversationResource {
        id: thread.0,
        activity_id,
        service_url: asked.service_url(),
    };
    let mut response = json(StatusCode::CREATED, &resource);
    if !invalid.is_empty() {
        let named: Vec<_> = invalid.iter().map(RawId::as_str).collect();
        let hint = format!(
            "left out, for they are no identities of the bot's resource: {}",
            named.join(" ")
        );
        if let Ok(hint) = HeaderValue::from_str(&hint) {
            response.headers_mut().insert(HINT, hint);
        }
    }
    Ok(response)
}

/// Reads what the first activity does, or refuses one that no thread would take.
fn first(asked: &Asked, activity: ReceivedActivity) -> Result<Posting, WireError> {
    let posting = activities::judged(asked, activity)?;
    if let Posting::Message(body) = &posting {
        let fits = chat::limits::message(&body.content, &body.metadata);
        fits.map_err(|refusal| refuse::refused(Refusal::Chat(refusal)))?;
    }
    Ok(posting)
}

/// Lists the threads that the bot is in.
pub(super) async fn list(asked: &Asked) -> Result<Response, WireError> {
    let read = asked.read(|world, bot| {
        let threads = world.chat().threads_of(&bot.identity).iter();
        let here = threads.filter(|thread| {
            let found = world.chat().read_participants(&bot.identity, thread);
            found.is_ok()
        });
        let shown = here.map(|thread| ConversationMembers {
            id: thread.0.clone(),
            members: accounts(world, thread),
        });
        Ok(Conversations {
            conversations: shown.collect(),
        })
    });
    Ok(json(StatusCode::OK, &read.await?))
}
