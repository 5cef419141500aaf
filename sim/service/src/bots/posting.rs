//! What a bot's activity does to the chat.
//!
//! Source: "Add a bot to your chat app", Azure Communication Services documentation, 2024: messages and typing reach the thread,
//! everything else is taken and goes nowhere. Handoff events are taken down as facts.

use std::collections::BTreeMap;

use ringback_wire::bot_framework::{ADAPTIVE_CARD, CONTENT_TYPE, ReceivedActivity, RichContent};
use ringback_world::{
    RawId,
    chat::{Command, Handoff, MessageBody, MessageKind, ThreadId},
    declaration::Bot,
};
use serde_json::Value;

/// What an activity does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Posting {
    /// It says something.
    Message(MessageBody),
    /// It shows that the bot is typing.
    Typing,
    /// It hands over.
    HandOff(Handoff),
    /// Nothing that the channel shows.
    Nothing,
}

/// Why an activity is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Empty;

/// Reads what an activity does.
pub(super) fn posting(activity: ReceivedActivity, bot: &Bot) -> Result<Posting, Empty> {
    match activity.r#type.as_deref() {
        None | Some("message") => message(activity, bot).map(Posting::Message),
        Some("typing") => Ok(Posting::Typing),
        Some("event") => Ok(event(activity)),
        Some(_) => Ok(Posting::Nothing),
    }
}

impl Posting {
    /// Makes the command that it is, of a bot in a thread; nothing for what goes nowhere.
    pub(super) fn command(self, actor: RawId, thread: ThreadId) -> Option<Command> {
        match self {
            Self::Message(body) => Some(Command::Send {
                actor,
                thread,
                body,
            }),
            Self::Typing => Some(Command::Typing {
                actor,
                thread,
                sender_display_name: None,
            }),
            Self::HandOff(handoff) => Some(Command::HandOff {
                actor,
                thread,
                handoff,
            }),
            Self::Nothing => None,
        }
    }
}

/// Reads a message; also the one that an update brings.
pub(super) fn message(activity: ReceivedActivity, bot: &Bot) -> Result<MessageBody, Empty> {
    let name = activity.from.and_then(|from| from.name);
    let mut metadata = pairs(activity.channel_data);
    let attachments = activity.attachments.filter(|list| !list.is_empty());
    let text = activity.text.filter(|text| !text.is_empty());
    let rich = attachments.is_some() || activity.suggested_actions.is_some();
    let content = if rich {
        let content = RichContent {
            text,
            attachments: attachments.map(Value::Array),
            attachment_layout: activity.attachment_layout,
            suggested_actions: activity.suggested_actions,
        };
        metadata.insert(CONTENT_TYPE.to_owned(), ADAPTIVE_CARD.to_owned());
        serde_json::to_string(&content).map_err(|_| Empty)?
    } else {
        text.ok_or(Empty)?
    };
    Ok(MessageBody {
        kind: MessageKind::Text,
        content,
        sender_display_name: name.or_else(|| Some(bot.display_name.clone())),
        metadata,
    })
}

fn event(activity: ReceivedActivity) -> Posting {
    let value = activity.value.unwrap_or_default();
    match activity.name.as_deref() {
        Some("handoff.initiate") => Posting::HandOff(Handoff::Initiate {
            value: match value {
                Value::Null => BTreeMap::new(),
                Value::Object(_) => pairs(Some(value)),
                other => BTreeMap::from([("value".to_owned(), text_of(&other))]),
            },
        }),
        Some("handoff.status") => {
            let text = |name: &str| value.get(name).map(text_of);
            Posting::HandOff(Handoff::Status {
                state: text("state").unwrap_or_default(),
                message: text("message"),
            })
        }
        Some(_) | None => Posting::Nothing,
    }
}

/// Reads an object as pairs of texts; what is no text is written as JSON.
fn pairs(value: Option<Value>) -> BTreeMap<String, String> {
    match value {
        Some(Value::Object(fields)) => fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), text_of(value)))
            .collect(),
        Some(_) | None => BTreeMap::new(),
    }
}

fn text_of(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use ringback_world::declaration::BotReplies;
    use serde_json::json;

    use super::*;

    fn read(activity: Value) -> Result<Posting, Empty> {
        let bot = Bot {
            name: "help".to_owned(),
            display_name: "Contoso".to_owned(),
            resource: "default".to_owned(),
            identity: RawId::new("8:acs:a_b"),
            app_id: None,
            endpoint: None,
            replies: BotReplies::default(),
        };
        posting(serde_json::from_value(activity).expect("an activity"), &bot)
    }

    fn said(activity: Value) -> MessageBody {
        match read(activity) {
            Ok(Posting::Message(body)) => body,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn channel_data_becomes_metadata_and_what_is_no_text_is_written_as_json() {
        let body = said(json!({
            "type": "message", "text": "Hi", "from": {"id": "x", "name": "Bea"},
            "channelData": {"a": "b", "c": {"d": 1}, "e": null},
        }));
        assert_eq!(
            (body.content.as_str(), body.sender_display_name.as_deref()),
            ("Hi", Some("Bea"))
        );
        let pairs: Vec<_> = body
            .metadata
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(pairs, [("a", "b"), ("c", "{\"d\":1}")]);
        assert_eq!(
            said(json!({"text": "Hi"})).sender_display_name.as_deref(),
            Some("Contoso")
        );
    }

    #[test]
    fn cards_and_choices_become_json_that_the_metadata_names() {
        let body = said(json!({
            "type": "message", "text": "Choose", "attachmentLayout": "carousel",
            "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": {}}],
            "suggestedActions": {"actions": []},
        }));
        assert_eq!(
            body.metadata.get(CONTENT_TYPE).map(String::as_str),
            Some(ADAPTIVE_CARD)
        );
        let content: Value = serde_json::from_str(&body.content).expect("JSON");
        assert_eq!(content["text"], "Choose");
        assert_eq!(content["attachmentLayout"], "carousel");
        assert_eq!(content["attachments"][0]["content"], json!({}));
        assert_eq!(content["suggestedActions"], json!({"actions": []}));
    }

    #[test]
    fn a_message_says_something_and_other_types_say_nothing() {
        assert_eq!(
            read(json!({"type": "message", "attachments": []})),
            Err(Empty)
        );
        assert_eq!(read(json!({"type": "message", "text": ""})), Err(Empty));
        assert_eq!(read(json!({"type": "typing"})), Ok(Posting::Typing));
        assert_eq!(
            read(json!({"type": "trace", "text": "x"})),
            Ok(Posting::Nothing)
        );
        assert_eq!(
            read(json!({"type": "event", "name": "x"})),
            Ok(Posting::Nothing)
        );
    }

    #[test]
    fn a_handoff_is_read_whatever_its_value() {
        let initiated = |value: Value| match read(
            json!({"type": "event", "name": "handoff.initiate", "value": value}),
        ) {
            Ok(Posting::HandOff(Handoff::Initiate { value })) => {
                value.into_iter().collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            initiated(json!({"queue": "sales"})),
            [pair("queue", "sales")]
        );
        assert_eq!(initiated(json!("sales")), [pair("value", "sales")]);
        assert_eq!(initiated(Value::Null), []);
        let status = read(
            json!({"type": "event", "name": "handoff.status", "value": {"state": "accepted"}}),
        );
        let (state, message) = ("accepted".to_owned(), None);
        assert_eq!(
            status,
            Ok(Posting::HandOff(Handoff::Status { state, message }))
        );
    }
}
