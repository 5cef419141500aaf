//! What a customer does when their own phone rings.

use std::{borrow::Cow, fmt};

use ringback_format::duration::DurationText;
use ringback_world::{
    Span,
    calls::{Answering, AnsweringMode},
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

/// What a customer does when their own phone rings: `never`, `decline`, `busy`, `unreachable` or `{ after: 4s }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phone(pub(crate) Answering);

const WORDS: [&str; 4] = ["never", "decline", "busy", "unreachable"];

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Fields {
    after: DurationText,
}

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Phone;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`never`, `decline`, `busy`, `unreachable` or { after: 4s }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Phone, E> {
        let (mode, after) = match word {
            "never" => (AnsweringMode::Ignore, Span::ZERO),
            "decline" => (AnsweringMode::Decline, Span::from_secs(3)),
            "busy" => (AnsweringMode::Busy, Span::from_secs(1)),
            "unreachable" => (AnsweringMode::Unreachable, Span::from_secs(1)),
            unknown => return Err(E::unknown_variant(unknown, &WORDS)),
        };
        Ok(Phone(Answering { mode, after }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Phone, A::Error> {
        let fields = Fields::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(Phone(Answering {
            mode: AnsweringMode::Answer,
            after: fields.after.span(),
        }))
    }
}

impl JsonSchema for Phone {
    fn schema_name() -> Cow<'static, str> {
        "Phone".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What a customer does when their own phone rings.",
            "anyOf": [
                { "enum": WORDS },
                {
                    "type": "object",
                    "required": ["after"],
                    "properties": { "after": generator.subschema_for::<DurationText>() },
                    "additionalProperties": false,
                },
            ],
        })
    }
}
