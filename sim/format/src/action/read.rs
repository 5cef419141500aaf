//! Actions from text or from one key with its value, and their schema.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use ringback_world::{calls::Medium, teams::Presence};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess},
};

use super::{Action, Answer, CallTarget, TokensOf, Tones, Visit, code::Code, words::WORDS};
use crate::{duration::DurationText, word::OneOf};

impl<'de> Deserialize<'de> for Action {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Action;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an action: a word such as hang-up, or one key with its value such as { say: billing }",
        )
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Action, E> {
        match word {
            "answer" => Ok(Action::Answer(Answer::default())),
            "decline" => Ok(Action::Decline),
            "hang-up" => Ok(Action::HangUp),
            "mute" => Ok(Action::Mute),
            "unmute" => Ok(Action::Unmute),
            "hold" => Ok(Action::Hold),
            "resume" => Ok(Action::Resume),
            "delete" => Ok(Action::Delete),
            "type" => Ok(Action::Type),
            "read" => Ok(Action::Read),
            "leave" => Ok(Action::Leave),
            "follow-handoff" => Ok(Action::FollowHandoff),
            "record" => Ok(Action::Record),
            "stop-recording" => Ok(Action::StopRecording),
            "park" => Ok(Action::Park),
            "opt-in" => Ok(Action::OptIn(None)),
            "opt-out" => Ok(Action::OptOut(None)),
            known if WORDS.contains(&known) => Err(E::custom(format!(
                "`{known}` needs a value: write {{ {known}: … }}"
            ))),
            unknown => Err(E::unknown_variant(unknown, WORDS)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Action, A::Error> {
        let mut rest = BTreeMap::new();
        let Some(word) = map.next_key_seed(OneOf(WORDS))? else {
            return Err(de::Error::invalid_value(de::Unexpected::Map, &self));
        };
        let action = match word {
            "answer" => Action::Answer(map.next_value::<Option<Answer>>()?.unwrap_or_default()),
            "press" => Action::Press(map.next_value::<Tones>()?),
            "say" => Action::Say(map.next_value()?),
            "start" => Action::Start(map.next_value::<Medium>()?),
            "stop" => Action::Stop(map.next_value::<Medium>()?),
            "chat" => Action::Chat(map.next_value()?),
            "edit" => Action::Edit(map.next_value()?),
            "call" => Action::Call(map.next_value::<CallTarget>()?),
            "expire-tokens" => Action::ExpireTokens(map.next_value::<TokensOf>()?),
            "wait" => Action::Wait(map.next_value::<DurationText>()?),
            "retrieve" => Action::Retrieve(map.next_value_seed(Code)?),
            "presence" => Action::Presence(map.next_value::<Presence>()?),
            "opt-in" => Action::OptIn(map.next_value_seed(Queue)?),
            "opt-out" => Action::OptOut(map.next_value_seed(Queue)?),
            "visit" => {
                let entry = map.next_value::<String>()?;
                if let Some(With) = map.next_key()? {
                    rest = map.next_value()?;
                }
                Action::Visit(Visit { entry, with: rest })
            }
            // What takes nothing may be written with an empty value.
            word => {
                map.next_value::<Nothing>()?;
                self.visit_str(word)?
            }
        };
        match map.next_key::<String>()? {
            None => Ok(action),
            Some(key) => Err(de::Error::custom(format!(
                "`{key}` does not belong to `{word}`; an action has one key, write another one as the next entry of the list"
            ))),
        }
    }
}

/// The second key of a visit.
struct With;

impl<'de> Deserialize<'de> for With {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "with" => Ok(Self),
            other => Err(de::Error::unknown_field(other, &["with"])),
        }
    }
}

/// The value of an action that takes none: nothing, or an empty set of keys.
struct Nothing;

impl<'de> Deserialize<'de> for Nothing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NothingVisitor)
    }
}

struct NothingVisitor;

impl<'de> de::Visitor<'de> for NothingVisitor {
    type Value = Nothing;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing, or {}")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Nothing, E> {
        Ok(Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Nothing, A::Error> {
        match map.next_entry::<String, IgnoredAny>()? {
            None => Ok(Nothing),
            Some((key, _)) => Err(de::Error::unknown_field(&key, &[])),
        }
    }
}

/// A queue's short name, or nothing for all.
struct Queue;

impl<'de> DeserializeSeed<'de> for Queue {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(QueueVisitor)
    }
}

struct QueueVisitor;

impl<'de> de::Visitor<'de> for QueueVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a queue's short name, or {} for all")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Some(name.to_owned()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        NothingVisitor.visit_map(map).map(|Nothing| None)
    }
}

impl JsonSchema for Action {
    fn schema_name() -> Cow<'static, str> {
        "Action".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let nothing = json_schema!({ "anyOf": [
            { "type": "null" }, { "type": "object", "additionalProperties": false },
        ] });
        let text = json_schema!({ "type": "string" });
        let queue = json_schema!({ "anyOf": [text, nothing] });
        let words = [
            "answer",
            "decline",
            "hang-up",
            "mute",
            "unmute",
            "hold",
            "resume",
            "delete",
            "type",
            "read",
            "leave",
            "follow-handoff",
            "record",
            "stop-recording",
            "park",
            "opt-in",
            "opt-out",
        ];
        let code = json_schema!({ "anyOf": [
            { "const": "last" }, { "type": "integer", "minimum": 10, "maximum": 9999 },
        ] });
        let media = json_schema!({ "enum": [Medium::Video, Medium::ScreenShare] });
        let presence = serde_json::to_value(super::words::PRESENCES)
            .expect("presence states are written as texts");
        json_schema!({
            "description": "One thing that a person does: a word, or one key with its value.",
            "anyOf": [
                { "enum": words },
                {
                    "type": "object",
                    "minProperties": 1,
                    "properties": {
                        "answer": generator.subschema_for::<Option<Answer>>(),
                        "decline": nothing,
                        "hang-up": nothing,
                        "press": generator.subschema_for::<Tones>(),
                        "say": text,
                        "mute": nothing,
                        "unmute": nothing,
                        "hold": nothing,
                        "resume": nothing,
                        "start": media,
                        "stop": media,
                        "chat": text,
                        "edit": text,
                        "delete": nothing,
                        "type": nothing,
                        "read": nothing,
                        "leave": nothing,
                        "visit": text,
                        "with": { "type": "object", "additionalProperties": { "type": "string" } },
                        "call": generator.subschema_for::<CallTarget>(),
                        "follow-handoff": nothing,
                        "expire-tokens": generator.subschema_for::<TokensOf>(),
                        "wait": generator.subschema_for::<DurationText>(),
                        "record": nothing,
                        "stop-recording": nothing,
                        "park": nothing,
                        "retrieve": code,
                        "presence": { "enum": presence },
                        "opt-in": queue,
                        "opt-out": queue,
                    },
                    "additionalProperties": false,
                },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use ringback_world::teams::ParkCode;

    use super::*;
    use crate::{action::Destination, yaml};

    fn read(text: &str) -> Result<Action, String> {
        yaml::parse("a.yaml", text).map_err(|error| error.to_string())
    }

    #[test]
    fn actions_are_words_or_one_key_with_its_value() {
        let after = Action::Answer(Answer {
            after: DurationText::from_secs(4),
        });
        for (text, action) in [
            ("hang-up", Action::HangUp),
            ("{ hang-up: {} }", Action::HangUp),
            ("{ decline: }", Action::Decline),
            ("answer", Action::Answer(Answer::default())),
            ("{ answer: {} }", Action::Answer(Answer::default())),
            ("{ answer: { after: 4s } }", after),
            ("follow-handoff", Action::FollowHandoff),
            (
                "{ expire-tokens: service }",
                Action::ExpireTokens(TokensOf::Service),
            ),
            ("{ say: 123 }", Action::Say("123".to_owned())),
            ("{ hold: {} }", Action::Hold),
            ("unmute", Action::Unmute),
            ("{ start: video }", Action::Start(Medium::Video)),
            ("{ stop: screen-share }", Action::Stop(Medium::ScreenShare)),
            (
                "{ opt-out: sales }",
                Action::OptOut(Some("sales".to_owned())),
            ),
            ("park", Action::Park),
            ("record", Action::Record),
            ("{ stop-recording: }", Action::StopRecording),
            ("{ retrieve: last }", Action::Retrieve(ParkCode::Last)),
            ("{ retrieve: 10 }", Action::Retrieve(ParkCode::Number(10))),
            (
                "{ presence: do-not-disturb }",
                Action::Presence(Presence::DoNotDisturb),
            ),
        ] {
            assert_eq!(read(text), Ok(action), "{text}");
        }
        let Ok(Action::Call(target)) = read("{ call: { number: +14255550100 } }") else {
            panic!("a call");
        };
        assert_eq!(target.to, Destination::Number("+14255550100".to_owned()));
        let Ok(Action::Visit(visit)) = read("{ visit: help, with: { name: Maya, age: 7 } }") else {
            panic!("a visit");
        };
        assert_eq!(visit.with["age"], "7");
    }

    #[test]
    fn what_is_no_action_is_told_with_the_nearest_word() {
        for (text, error) in [
            (
                "hangup",
                "a.yaml:1:1: unknown word `hangup`
  1 | hangup
    | ^^^^^^
  expected one of `answer`, `decline`, `hang-up`, `press`, `say`, `mute`, `unmute`, `hold`, `resume`, `start`, `stop`, `chat`, `edit`, `delete`, `type`, `read`, `leave`, `visit`, `call`, `follow-handoff`, `expire-tokens`, `wait`, `record`, `stop-recording`, `park`, `retrieve`, `presence`, `opt-in`, `opt-out`
  did you mean `hang-up`?",
            ),
            (
                "{ wait: 20 }",
                "a.yaml:1:9: \"20\" has no unit; write 20s for seconds or 20m for minutes
  1 | { wait: 20 }
    |         ^^",
            ),
            (
                "say",
                "a.yaml:1:1: `say` needs a value: write { say: … }
  1 | say
    | ^^^",
            ),
            (
                "{ retrieve: first }",
                "a.yaml:1:13: `first` does not fit here
  1 | { retrieve: first }
    |             ^^^^^
  expected `last`, or the code of a parked call: 10 to 9999",
            ),
            (
                "{ retrieve: 9 }",
                "a.yaml:1:13: the number 9 does not fit here
  1 | { retrieve: 9 }
    |             ^
  expected `last`, or the code of a parked call: 10 to 9999",
            ),
            (
                "{ press: 1, say: no }",
                "a.yaml:1:1: `say` does not belong to `press`; an action has one key, write another one as the next entry of the list
  1 | { press: 1, say: no }
    | ^",
            ),
            (
                "{ visit: help, width: { a: b } }",
                "a.yaml:1:16: unknown key `width`
  1 | { visit: help, width: { a: b } }
    |                ^^^^^
  expected `with`
  did you mean `with`?",
            ),
            (
                "{ call: support }",
                "a.yaml:1:9: `support` does not fit here
  1 | { call: support }
    |         ^^^^^^^
  expected `service`, a phone number such as +14255550100, or one of the keys `number`, `queue`, `attendant` and `identity`",
            ),
        ] {
            assert_eq!(read(text), Err(error.to_owned()), "{text}");
        }
    }
}
