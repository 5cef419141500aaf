//! What a single fact is about: its name and fields, its call or thread, the prompt that it is.

use ringback_world::{
    Fact, What,
    calls::{self, CallId},
    chat::{self, ThreadId},
    teams,
};
use serde_json::Value;

/// Gives what a customer hears when a fact is a prompt.
pub(crate) fn prompt_of(fact: &Fact) -> Option<String> {
    match &fact.what {
        What::Call(calls::Fact::PlayStarted(started)) => Some(started.prompt.join(" ")),
        What::Teams(teams::Fact::VoiceAppPrompt { says, .. }) => Some(says.clone()),
        What::Teams(teams::Fact::VoicemailReached { greeting, .. }) => Some(greeting.clone()),
        _ => None,
    }
}

/// Gives a fact's name and its fields.
pub(crate) fn name_and_fields(what: &What) -> (String, Value) {
    let subject = serde_json::to_value(what).unwrap_or_default();
    let named = single(subject).map(|(_, fact)| fact).unwrap_or_default();
    single(named).unwrap_or_default()
}

fn single(value: Value) -> Option<(String, Value)> {
    match value {
        Value::Object(fields) => fields.into_iter().next(),
        Value::String(name) => Some((name, Value::Null)),
        _ => None,
    }
}

/// Finds a field by its path, written with `-` or `_`.
pub(crate) fn field_of<'a>(fields: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.')
        .try_fold(fields, |value, step| match value.get(step) {
            Some(found) => Some(found),
            None => value.get(step.replace('-', "_")),
        })
}

/// Tells which call a fact is about.
pub(crate) fn call_of(fact: &Fact) -> Option<CallId> {
    let (_, fields) = name_and_fields(&fact.what);
    let number = fields.get("call")?.as_u64()?;
    u32::try_from(number).ok().map(CallId)
}

/// Tells which thread a fact is about.
pub(crate) fn thread_of(fact: &Fact) -> Option<&ThreadId> {
    match &fact.what {
        What::Chat(fact) => Some(match fact {
            chat::Fact::ThreadCreated { thread, .. }
            | chat::Fact::ThreadUpdated { thread, .. }
            | chat::Fact::ThreadDeleted { thread, .. }
            | chat::Fact::MessageSent { thread, .. }
            | chat::Fact::MessageEdited { thread, .. }
            | chat::Fact::MessageDeleted { thread, .. }
            | chat::Fact::ParticipantAdded { thread, .. }
            | chat::Fact::ParticipantRemoved { thread, .. }
            | chat::Fact::TypingShown { thread, .. }
            | chat::Fact::HandoffInitiated { thread, .. }
            | chat::Fact::HandoffReported { thread, .. }
            | chat::Fact::MessageRead { thread, .. } => thread,
        }),
        What::Directory(_)
        | What::Call(_)
        | What::Teams(_)
        | What::Delivery(_)
        | What::Visit(_)
        | What::Fault(_) => None,
    }
}
