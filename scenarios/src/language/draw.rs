//! A length of time that is fixed or drawn.

use std::fmt;

use ringback_format::duration::DurationText;
use ringback_world::{Span, chance::Distribution};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

/// A length of time: `4s`, or `{ exponential: 4s }`, `{ lognormal: { mean: 4m, cv: 0.8 } }`, `{ uniform: { from: 1s, to: 3s } }`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Draw(Distribution);

impl Draw {
    pub(crate) fn sample(&self, uniform: f64) -> Span {
        self.0.sample(uniform)
    }

    pub(crate) const fn zero() -> Self {
        Self(Distribution::constant(Span::ZERO))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Law {
    Exponential(DurationText),
    Lognormal(Lognormal),
    Uniform(Uniform),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lognormal {
    mean: DurationText,
    cv: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Uniform {
    from: DurationText,
    to: DurationText,
}

impl<'de> Deserialize<'de> for Draw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Draw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a duration such as 30s, or one of exponential, lognormal and uniform")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Draw, E> {
        let duration: DurationText = text.parse().map_err(E::custom)?;
        Ok(Draw(Distribution::constant(duration.span())))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Draw, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Draw, A::Error> {
        let law = Law::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(Draw(match law {
            Law::Exponential(mean) => Distribution::exponential(mean.span()),
            Law::Lognormal(law) => Distribution::lognormal(law.mean.span(), law.cv),
            Law::Uniform(law) => Distribution::uniform(law.from.span(), law.to.span()),
        }))
    }
}
