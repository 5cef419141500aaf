//! `/identities/{rawId}/actions`: play a chat customer.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
};
use ringback_format::action::Action;
use ringback_world::{
    Command, RawId, Reply, Source, World,
    chat::{self, Edit, MessageBody, MessageId, MessageKind, ThreadId},
    directory,
};
use serde_json::{Value, json};

use super::{asked, error};
use crate::{app::App, respond::WireError};

/// A chat customer does something in a thread: the one that is named, or the last one that they joined.
pub(super) async fn act(
    State(app): State<App>,
    Path(identity): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, WireError> {
    let actor = RawId::from_loose(&identity);
    let mut given: Value = asked::body(&body)?;
    if is_word(&given, "expire-tokens") {
        let command = directory::Command::ExpireTokens { identity: actor };
        return command_of(&app, Command::Directory(command)).await;
    }
    let named = take_thread(&mut given)?;
    let action: Action = asked::text_body(&given.to_string())?;
    let (thread, last) = {
        let actor = actor.clone();
        app.world
            .read(move |world| thread_and_last(world, &actor, named))
            .await?
    };
    let command = command(actor, thread, last, action)?;
    command_of(&app, Command::Chat(command)).await
}

fn is_word(given: &Value, word: &str) -> bool {
    given.as_str() == Some(word) || given.get(word).is_some()
}

/// Takes the name of the thread out of the object; what is left is the action. `send` is another word for `chat`.
fn take_thread(given: &mut Value) -> Result<Option<ThreadId>, WireError> {
    let Some(object) = given.as_object_mut() else {
        return Ok(None);
    };
    if let Some(text) = object.shift_remove("send") {
        object.insert("chat".to_owned(), text);
    }
    let thread = match object.shift_remove("thread") {
        None => None,
        Some(Value::String(thread)) => Some(ThreadId(thread)),
        Some(_) => return Err(error::bad_request("thread: a thread id is a text")),
    };
    // `{"type": {}}` is the word `type`.
    if object.len() == 1 {
        let bare = object
            .iter()
            .next()
            .filter(|(_, value)| value.as_object().is_some_and(serde_json::Map::is_empty));
        if let Some((word, _)) = bare {
            *given = json!(word);
        }
    }
    Ok(thread)
}

fn thread_and_last(
    world: &World,
    actor: &RawId,
    named: Option<ThreadId>,
) -> Result<(ThreadId, Lasts), WireError> {
    let thread = named.or_else(|| world.chat().threads_of(actor).last().cloned());
    let Some(thread) = thread else {
        let message = format!("{actor} is in no chat thread");
        return Err(error::bad_request(message).hint("name one with the member thread"));
    };
    let messages = world.chat().messages(&thread);
    let live = || {
        messages
            .iter()
            .rev()
            .filter(|message| message.deleted_on.is_none())
    };
    let lasts = Lasts {
        own: live()
            .find(|message| message.sender.as_ref() == Some(actor))
            .map(|m| m.id),
        any: live().next().map(|message| message.id),
    };
    Ok((thread, lasts))
}

/// The last messages of a thread.
struct Lasts {
    own: Option<MessageId>,
    any: Option<MessageId>,
}

fn command(
    actor: RawId,
    thread: ThreadId,
    last: Lasts,
    action: Action,
) -> Result<chat::Command, WireError> {
    let no_own = || error::bad_request(format!("{actor} has sent no message in the thread"));
    Ok(match action {
        Action::Chat(content) => chat::Command::Send {
            actor,
            thread,
            body: MessageBody {
                kind: MessageKind::Text,
                content,
                sender_display_name: None,
                metadata: std::collections::BTreeMap::new(),
            },
        },
        Action::Edit(content) => chat::Command::EditMessage {
            message: last.own.ok_or_else(no_own)?,
            actor,
            thread,
            edit: Edit {
                content: Some(content),
                metadata: None,
            },
        },
        Action::Delete => chat::Command::DeleteMessage {
            message: last.own.ok_or_else(no_own)?,
            actor,
            thread,
        },
        Action::Type => chat::Command::Typing {
            actor,
            thread,
            sender_display_name: None,
        },
        Action::Read => chat::Command::Read {
            message: last
                .any
                .ok_or_else(|| error::bad_request("the thread has no message"))?,
            actor,
            thread,
        },
        Action::Leave => chat::Command::RemoveParticipant {
            participant: actor.clone(),
            actor,
            thread,
        },
        other @ (Action::Answer(_)
        | Action::Decline
        | Action::HangUp
        | Action::Press(_)
        | Action::Say(_)
        | Action::Mute
        | Action::Unmute
        | Action::Hold
        | Action::Resume
        | Action::Start(_)
        | Action::Stop(_)
        | Action::Visit(_)
        | Action::Call(_)
        | Action::FollowHandoff
        | Action::ExpireTokens(_)
        | Action::Wait(_)
        | Action::Record
        | Action::StopRecording
        | Action::Park
        | Action::Retrieve(_)
        | Action::Presence(_)
        | Action::OptIn(_)
        | Action::OptOut(_)) => {
            return Err(
                error::bad_request(format!("{} is no action in a chat", other.word())).hint(
                    "in a chat there are send, edit, delete, type, read, leave and expire-tokens",
                ),
            );
        }
    })
}

async fn command_of(app: &App, command: Command) -> Result<Json<Value>, WireError> {
    let reply = app.world.command(Source::Control, command).await;
    let shown = match reply.map_err(|refusal| error::refused(&refusal))? {
        Reply::Chat(chat::Reply::Sent { message }) => json!({"messageId": message.0.to_string()}),
        Reply::Done
        | Reply::Directory(_)
        | Reply::Calls(_)
        | Reply::Chat(chat::Reply::ThreadCreated { .. } | chat::Reply::ParticipantsAdded { .. }) => {
            json!({})
        }
    };
    Ok(Json(shown))
}
