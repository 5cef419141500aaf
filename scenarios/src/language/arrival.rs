//! Who the customers are and when they set out.

use std::fmt;

use ringback_format::{action::Action, duration::DurationText, yaml::Located};
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

use super::{Draw, Entry, Phone};

/// One customer, or several who do the same.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Customer {
    /// The name that others see; several get a number behind it.
    #[serde(default)]
    pub(crate) name: Option<String>,
    /// How many; one without it.
    #[serde(default)]
    pub(crate) count: Option<Located<u32>>,
    /// When they set out; all at once without it.
    #[serde(default)]
    pub(crate) arrive: Option<Located<Arrive>>,
    /// How long each waits, from the moment they first wait in a queue until a person answers; unlimited without it.
    #[serde(default)]
    pub(crate) patience: Patience,
    /// What each does when their own phone rings; they answer after a second without it.
    #[serde(default)]
    pub(crate) answers: Option<Phone>,
    /// What each does on setting out.
    #[serde(default, rename = "do")]
    pub(crate) actions: Vec<Located<Action>>,
    /// What each sees and does, one entry after another.
    #[serde(default)]
    pub(crate) observe: Vec<Located<Entry>>,
}

/// When customers set out.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Arrive {
    /// One after another, the first at once.
    Every(DurationText),
    /// At these times from the start; there are as many customers as times.
    At(Vec<DurationText>),
    /// By chance, so many an hour on average.
    PoissonPerHour(f64),
}

/// How long somebody waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Patience {
    /// For ever.
    #[default]
    Unlimited,
    /// So long.
    For(Draw),
}

impl<'de> Deserialize<'de> for Patience {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Patience;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "`unlimited`, a duration such as 5m, or one of exponential, lognormal, gamma, weibull, uniform and empirical",
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Patience, E> {
        if text == "unlimited" {
            return Ok(Patience::Unlimited);
        }
        if text
            .bytes()
            .next()
            .is_none_or(|byte| !byte.is_ascii_digit())
        {
            return Err(E::invalid_value(de::Unexpected::Str(text), &self));
        }
        Draw::deserialize(de::value::StrDeserializer::new(text)).map(Patience::For)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Patience, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Patience, A::Error> {
        Draw::deserialize(de::value::MapAccessDeserializer::new(map)).map(Patience::For)
    }
}
