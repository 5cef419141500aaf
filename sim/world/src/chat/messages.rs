//! Sending, editing and deleting messages.

use super::{
    Edit, Fact, MessageBody, MessageContent, MessageId, MessageKind, MessageType, MessageView,
    Refusal as Refused, Reply as Answer, ThreadId, html, limits,
    state::{note_who_owes, record},
    thread::{Draft, Thread, stamp},
};
use crate::{RawId, Refusal, Reply, World};

pub(super) fn send(
    world: &mut World,
    actor: RawId,
    id: &ThreadId,
    body: MessageBody,
) -> Result<Reply, Refusal> {
    let now = world.civil(world.now);
    let thread = world.chat.joined(id, &actor)?;
    limits::message(&body.content, &body.metadata)?;
    let (kind, content) = match body.kind {
        MessageKind::Text => (MessageType::Text, body.content),
        MessageKind::Html => (MessageType::Html, html::sanitize(&body.content)),
    };
    let message = thread.post(
        now,
        Draft {
            kind,
            content: MessageContent::Message(content.clone()),
            sender: Some(actor.clone()),
            sender_display_name: body.sender_display_name.clone(),
            metadata: body.metadata.clone(),
        },
    );
    note_who_owes(world, id);
    let fact = Fact::MessageSent {
        thread: id.clone(),
        message,
        from: actor.clone(),
        sender_display_name: body.sender_display_name,
        kind: body.kind,
        content,
        metadata: body.metadata,
    };
    record(world, id, Some(&actor), fact);
    Ok(Reply::Chat(Answer::Sent { message }))
}

pub(super) fn edit(
    world: &mut World,
    actor: &RawId,
    id: &ThreadId,
    message: MessageId,
    edit: Edit,
) -> Result<Reply, Refusal> {
    let now = world.civil(world.now);
    let found = own(world.chat.joined(id, actor)?, actor, message)?;
    if found.deleted_on.is_some() {
        return Err(Refused::MessageNotFound(message).into());
    }
    let content = match edit.content {
        Some(content) if found.kind == MessageType::Html => html::sanitize(&content),
        Some(content) => content,
        None => found.text().unwrap_or_default().to_owned(),
    };
    limits::message(&content, edit.metadata.as_ref().unwrap_or(&found.metadata))?;
    found.content = Some(MessageContent::Message(content.clone()));
    if let Some(metadata) = edit.metadata {
        found.metadata = metadata;
    }
    found.version = stamp(now, found.version);
    found.edited_on = Some(now);
    let by = actor.clone();
    let fact = Fact::MessageEdited {
        thread: id.clone(),
        message,
        by,
        content,
    };
    record(world, id, Some(actor), fact);
    Ok(Reply::Done)
}

/// Deletes a message; one that is deleted already stays so.
pub(super) fn delete(
    world: &mut World,
    actor: &RawId,
    id: &ThreadId,
    message: MessageId,
) -> Result<Reply, Refusal> {
    let now = world.civil(world.now);
    let found = own(world.chat.joined(id, actor)?, actor, message)?;
    if found.deleted_on.is_some() {
        return Ok(Reply::Done);
    }
    found.content = None;
    found.version = stamp(now, found.version);
    found.deleted_on = Some(now);
    let fact = Fact::MessageDeleted {
        thread: id.clone(),
        message,
        by: actor.clone(),
    };
    record(world, id, Some(actor), fact);
    Ok(Reply::Done)
}

/// Finds a message that the actor may see, and demands that they sent it.
fn own<'a>(
    thread: &'a mut Thread,
    actor: &RawId,
    message: MessageId,
) -> Result<&'a mut MessageView, Refused> {
    let seen = thread.message(message)?;
    if !thread.member(actor)?.sees(seen) {
        return Err(Refused::MessageNotFound(message));
    }
    if seen.sender.as_ref() != Some(actor) {
        return Err(Refused::NotTheSender(actor.clone()));
    }
    thread.message_mut(message)
}
