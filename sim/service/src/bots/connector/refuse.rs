//! How the connector refuses.
//!
//! Source: "Bot Connector REST API reference", section "Errors", Bot Framework documentation, 2023; codes as channels use them.

use http::StatusCode;
use ringback_world::{
    Refusal,
    chat::{Limit, Refusal as Refused},
};

use crate::respond::{Envelope, WireError};

fn error(status: StatusCode, code: &str, message: impl Into<String>) -> WireError {
    WireError::new(status, Envelope::Common, code, message)
}

pub(super) fn unknown_bot(name: &str) -> WireError {
    let message = format!("There is no bot {name:?}.");
    error(StatusCode::NOT_FOUND, "BotNotFound", message).hint(
        "call below the serviceUrl of an activity of this run; bots are declared in the world",
    )
}

pub(super) fn unauthorized(hint: impl Into<String>) -> WireError {
    let message = "Authorization has been denied for this request.";
    error(StatusCode::UNAUTHORIZED, "Unauthorized", message).hint(hint)
}

pub(super) fn malformed(why: &str) -> WireError {
    let message = format!("The request body is invalid: {why}");
    error(StatusCode::BAD_REQUEST, "BadSyntax", message)
        .hint("send an activity as JSON, such as {\"type\": \"message\", \"text\": \"Hello\"}")
}

pub(super) fn empty() -> WireError {
    let message = "Activity must include non empty 'text' field or at least 1 attachment.";
    error(StatusCode::BAD_REQUEST, "MissingProperty", message)
        .hint("a message needs text, attachments or suggestedActions")
}

pub(super) fn unknown_activity(id: &str) -> WireError {
    let message = "Activity not found in conversation.";
    error(
        StatusCode::NOT_FOUND,
        "ActivityNotFoundInConversation",
        message,
    )
    .hint(format!(
        "{id:?} is no message of this thread; use the id that sending it gave"
    ))
}

pub(super) fn unknown_member(id: &str) -> WireError {
    let message = "Member not found in conversation.";
    error(
        StatusCode::NOT_FOUND,
        "MemberNotFoundInConversation",
        message,
    )
    .hint(format!(
        "{id:?} is not in the thread; ids are raw ids such as 8:acs:…"
    ))
}

pub(super) fn not_implemented(method: &http::Method, path: &str) -> WireError {
    let message = format!("{method} {path} is not implemented; SUPPORT.md lists what is.");
    error(StatusCode::NOT_IMPLEMENTED, "NotImplemented", message)
        .hint("the connector's conversations, activities and members are simulated")
}

/// Turns a refusal of the world into the connector's error.
pub(super) fn refused(refusal: Refusal) -> WireError {
    let hint = refusal.to_string();
    let bad = |message: &str| error(StatusCode::BAD_REQUEST, "BadArgument", message);
    let Refusal::Chat(refusal) = refusal else {
        return bad("The request cannot be carried out.").hint(hint);
    };
    let wire = match refusal {
        Refused::InvalidThreadId(_) | Refused::ThreadNotFound(_) => {
            let message = "Conversation not found.";
            error(StatusCode::NOT_FOUND, "ConversationNotFound", message)
        }
        Refused::InvalidMessageId(id) => return unknown_activity(&id),
        Refused::MessageNotFound(id) => return unknown_activity(&id.0.to_string()),
        Refused::NotAParticipant(_) => {
            let message = "The bot is not part of the conversation roster.";
            error(StatusCode::FORBIDDEN, "BotNotInConversationRoster", message)
        }
        Refused::NotTheSender(_) => {
            let message = "The bot did not send this activity.";
            error(StatusCode::FORBIDDEN, "Forbidden", message)
        }
        Refused::OverLimit {
            what: Limit::MessageBytes,
            ..
        } => {
            let message = "The message is larger than the channel takes.";
            error(StatusCode::PAYLOAD_TOO_LARGE, "MessageSizeTooBig", message)
        }
        Refused::InvalidIdentifier(_) | Refused::OverLimit { .. } | Refused::Invalid { .. } => {
            bad("The request cannot be carried out.")
        }
    };
    wire.hint(hint)
}
