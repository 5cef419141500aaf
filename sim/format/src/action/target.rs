//! Whom a call is for.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

/// Whom a call is for, and as whom it is placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallTarget {
    /// Whom it is for.
    pub to: Destination,
    /// As whom it is placed.
    pub placed_as: CallAs,
}

/// Whom a call is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The first phone number of the first resource: the implementation's.
    Service,
    /// A phone number in E.164.
    Number(String),
    /// A call queue by its short name, through its resource account.
    Queue(String),
    /// An auto attendant by its short name, through its resource account.
    Attendant(String),
    /// A raw id.
    Identity(String),
}

/// As whom a customer calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CallAs {
    /// From their phone.
    #[default]
    Phone,
    /// As the identity that the website gave them.
    Identity,
    /// From an app, as a user of the first resource of their own: with video and screen.
    Voip,
}

const KEYS: &[&str] = &["number", "queue", "attendant", "identity", "as"];

impl<'de> Deserialize<'de> for CallTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = CallTarget;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "`service`, a phone number such as +14255550100, or one of the keys `number`, `queue`, `attendant` and `identity`",
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<CallTarget, E> {
        let to = if text == "service" {
            Destination::Service
        } else if text.starts_with('+') {
            Destination::Number(number(text)?)
        } else {
            return Err(E::invalid_value(de::Unexpected::Str(text), &self));
        };
        Ok(CallTarget {
            to,
            placed_as: CallAs::Phone,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CallTarget, A::Error> {
        let mut to = None;
        let mut placed_as = CallAs::Phone;
        while let Some(key) = map.next_key::<String>()? {
            let given = match key.as_str() {
                "number" => Destination::Number(number(&map.next_value::<String>()?)?),
                "queue" => Destination::Queue(map.next_value()?),
                "attendant" => Destination::Attendant(map.next_value()?),
                "identity" => Destination::Identity(map.next_value()?),
                "as" => {
                    placed_as = map.next_value()?;
                    continue;
                }
                other => return Err(de::Error::unknown_field(other, KEYS)),
            };
            if to.replace(given).is_some() {
                return Err(de::Error::custom(
                    "a call is for one number, queue, attendant or identity",
                ));
            }
        }
        let to = to.ok_or_else(|| {
            de::Error::custom(
                "a call needs one of the keys `number`, `queue`, `attendant` and `identity`",
            )
        })?;
        Ok(CallTarget { to, placed_as })
    }
}

fn number<E: de::Error>(text: &str) -> Result<String, E> {
    let digits = text.strip_prefix('+').unwrap_or("");
    if (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err(E::invalid_value(
            de::Unexpected::Str(text),
            &"a phone number with its country code, such as +14255550100",
        ))
    }
}

impl JsonSchema for CallTarget {
    fn schema_name() -> Cow<'static, str> {
        "CallTarget".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        let number = json_schema!({ "type": "string", "pattern": r"^\+[0-9]{3,15}$" });
        json_schema!({
            "description": "Whom a call is for.",
            "anyOf": [
                { "const": "service" },
                number,
                {
                    "type": "object",
                    "properties": {
                        "number": number,
                        "queue": { "type": "string" },
                        "attendant": { "type": "string" },
                        "identity": { "type": "string" },
                        "as": { "enum": ["phone", "identity", "voip"] },
                    },
                    "additionalProperties": false,
                },
            ],
        })
    }
}
