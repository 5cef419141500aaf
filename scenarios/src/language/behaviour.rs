//! What agents do by themselves when calls are offered to them.

use std::fmt;

use ringback_format::duration::DurationText;
use ringback_world::teams::Presence;
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

use super::Draw;

/// What an agent does by themselves.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct AgentBehaviour {
    /// What they do with an offer; they answer after 3 s without it.
    #[serde(default)]
    pub(crate) answers: Answers,
    /// How long they talk before they hang up; without it the customer hangs up.
    #[serde(default)]
    pub(crate) talks: Option<Draw>,
    /// How long they are busy after a call.
    #[serde(default)]
    pub(crate) wrap_up: Option<Draw>,
    /// When they leave their place.
    #[serde(default)]
    pub(crate) goes_away: Option<GoesAway>,
}

/// What an agent does with an offer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answers {
    /// What they do with the first offers, one after another.
    pub(crate) first: Vec<AfterOffer>,
    /// What they do with all others.
    pub(crate) then: AfterOffer,
}

/// What an agent does with one offer.
#[derive(Clone, Debug, PartialEq)]
pub enum AfterOffer {
    /// Answers after a while.
    Answers(Draw),
    /// Dismisses it after a while.
    Declines(Draw),
    /// Lets it ring.
    Ignores,
}

impl Default for Answers {
    fn default() -> Self {
        let after = Draw::deserialize(de::value::StrDeserializer::<de::value::Error>::new("3s"));
        Self {
            first: Vec::new(),
            then: AfterOffer::Answers(after.expect("3s is a duration")),
        }
    }
}

/// An absence.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct GoesAway {
    /// When, from the start.
    pub(crate) after: DurationText,
    /// When they are back, from the start; never without it.
    #[serde(default)]
    pub(crate) back_after: Option<DurationText>,
    /// What their presence is meanwhile; `away` without it.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(crate) presence: Option<Presence>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Fields {
    after: Option<Draw>,
    declines: Option<u32>,
    ignores: Option<u32>,
    then: Option<Box<Answers>>,
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`never`, `decline`, { after: 4s }, { declines: 2, then: { after: 4s } } or { ignores: 1, then: { after: 4s } }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Answers, E> {
        let then = match word {
            "never" => AfterOffer::Ignores,
            "decline" => AfterOffer::Declines(Draw::zero()),
            _ => return Err(E::invalid_value(de::Unexpected::Str(word), &self)),
        };
        Ok(Answers {
            first: Vec::new(),
            then,
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answers, A::Error> {
        let fields = Fields::deserialize(de::value::MapAccessDeserializer::new(map))?;
        let after = fields.after.clone().unwrap_or(Draw::zero());
        let repeated = |what: AfterOffer, times: u32| vec![what; times as usize];
        let mut first = match (fields.declines, fields.ignores) {
            (Some(_), Some(_)) => {
                return Err(de::Error::custom(
                    "write one of `declines` and `ignores`, the other one in `then`",
                ));
            }
            (Some(times), None) => repeated(AfterOffer::Declines(after), times.min(1000)),
            (None, Some(times)) => repeated(AfterOffer::Ignores, times.min(1000)),
            (None, None) => {
                if fields.then.is_some() || fields.after.is_none() {
                    return Err(de::Error::custom(
                        "write { after: 4s }, or `declines` or `ignores` with `then`",
                    ));
                }
                return Ok(Answers {
                    first: Vec::new(),
                    then: AfterOffer::Answers(after),
                });
            }
        };
        let then = fields.then.map_or_else(Answers::default, |then| *then);
        first.extend(then.first);
        Ok(Answers {
            first,
            then: then.then,
        })
    }
}
