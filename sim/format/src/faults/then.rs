//! What happens when a fault is applied, as it is written.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess},
};

use crate::{duration::DurationText, word::OneOf};

/// How an event is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Losing {
    /// This attempt alone: the event is delivered again by the rules of its channel.
    Once,
    /// It is given up at once.
    ForGood,
}

/// When a connection breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Breaking {
    /// Before the request is handled: nothing has happened.
    BeforeWork,
    /// After the request was handled: only its reply is lost.
    AfterWork,
}

/// How a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Refusal {
    /// The status: 4xx or 5xx.
    #[serde(deserialize_with = "refusing")]
    #[schemars(range(min = 400, max = 599))]
    pub status: u16,
    /// After which time the client may come again; whole seconds go out. Without it 1 s for 429 and 503, and nothing for others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<DurationText>,
}

fn refusing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let status = u16::deserialize(deserializer)?;
    if (400..=599).contains(&status) {
        return Ok(status);
    }
    Err(de::Error::invalid_value(
        de::Unexpected::Unsigned(status.into()),
        &"a status from 400 to 599",
    ))
}

/// What happens, as it is written: a word, or one key with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Then {
    /// It never reaches the implementation.
    Lose(Losing),
    /// It goes out again.
    Duplicate(After),
    /// It goes out later.
    Delay(By),
    /// It goes out after the next one of its lane.
    Reorder,
    /// It is refused.
    Refuse(Refusal),
    /// Its reply takes long.
    Slow(By),
    /// The connection breaks.
    Break(Breaking),
}

/// After which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct After {
    /// The time.
    #[serde(default)]
    pub(super) after: DurationText,
}

/// By which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct By {
    /// The time.
    #[serde(deserialize_with = "some_time")]
    pub(super) by: DurationText,
}

fn some_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DurationText, D::Error> {
    let time = DurationText::deserialize(deserializer)?;
    if time == DurationText::default() {
        return Err(de::Error::custom(
            "0s is no delay; write how long it takes, such as 3s",
        ));
    }
    Ok(time)
}

const WORDS: &[&str] = &[
    "lose",
    "duplicate",
    "delay",
    "reorder",
    "refuse",
    "slow",
    "break",
];

impl<'de> Deserialize<'de> for Then {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Then;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what happens: a word such as lose, or one key with its value such as { delay: { by: 3s } }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Then, E> {
        match word {
            "lose" => Ok(Then::Lose(Losing::Once)),
            "duplicate" => Ok(Then::Duplicate(After {
                after: DurationText::default(),
            })),
            "reorder" => Ok(Then::Reorder),
            "break" => Ok(Then::Break(Breaking::BeforeWork)),
            "delay" | "slow" => Err(E::custom(format!(
                "`{word}` needs a value: write {{ {word}: {{ by: 3s }} }}"
            ))),
            "refuse" => Err(E::custom(
                "`refuse` needs a value: write { refuse: { status: 429 } }",
            )),
            unknown => Err(E::unknown_variant(unknown, WORDS)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Then, A::Error> {
        let Some(word) = map.next_key_seed(OneOf(WORDS))? else {
            return Err(de::Error::invalid_value(de::Unexpected::Map, &self));
        };
        let then = match word {
            "lose" => Then::Lose(map.next_value()?),
            "duplicate" => Then::Duplicate(map.next_value()?),
            "delay" => Then::Delay(map.next_value()?),
            "refuse" => Then::Refuse(map.next_value()?),
            "slow" => Then::Slow(map.next_value()?),
            "break" => Then::Break(map.next_value()?),
            word => {
                map.next_value::<()>()?;
                self.visit_str(word)?
            }
        };
        match map.next_key::<String>()? {
            None => Ok(then),
            Some(key) => Err(de::Error::custom(format!(
                "`{key}` does not belong to `{word}`; one fault does one thing, write another fault for the other"
            ))),
        }
    }
}

impl JsonSchema for Then {
    fn schema_name() -> Cow<'static, str> {
        "Then".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What happens: a word, or one key with its value.",
            "anyOf": [
                { "enum": ["lose", "duplicate", "reorder", "break"] },
                {
                    "type": "object",
                    "minProperties": 1,
                    "maxProperties": 1,
                    "properties": {
                        "lose": generator.subschema_for::<Losing>(),
                        "duplicate": generator.subschema_for::<After>(),
                        "delay": generator.subschema_for::<By>(),
                        "reorder": { "type": "null" },
                        "refuse": generator.subschema_for::<Refusal>(),
                        "slow": generator.subschema_for::<By>(),
                        "break": generator.subschema_for::<Breaking>(),
                    },
                    "additionalProperties": false,
                },
            ],
        })
    }
}
