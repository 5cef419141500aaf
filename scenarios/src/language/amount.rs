//! Bounds of times, numbers and shares.

use std::fmt;

use ringback_format::duration::DurationText;
use ringback_world::Span;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

/// A length of time that must be met: exactly `20s`, or within `{ at-least: 10s, at-most: 20s }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    /// Not less.
    pub(crate) at_least: Span,
    /// Not more.
    pub(crate) at_most: Span,
}

impl Amount {
    pub(crate) fn holds(self, span: Span) -> bool {
        (self.at_least..=self.at_most).contains(&span)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at_least == self.at_most {
            return write!(f, "{}", self.at_least);
        }
        match (self.at_least, self.at_most) {
            (Span::ZERO, most) => write!(f, "at most {most}"),
            (least, Span::MAX) => write!(f, "at least {least}"),
            (least, most) => write!(f, "{least} to {most}"),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Limits {
    at_least: Option<DurationText>,
    at_most: Option<DurationText>,
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

struct AmountVisitor;

impl<'de> de::Visitor<'de> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a duration such as 20s, or { at-least: 10s, at-most: 20s }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        let exact: DurationText = text.parse().map_err(E::custom)?;
        Ok(Amount {
            at_least: exact.span(),
            at_most: exact.span(),
        })
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Amount, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Amount, A::Error> {
        let limits = Limits::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(Amount {
            at_least: limits.at_least.map_or(Span::ZERO, DurationText::span),
            at_most: limits.at_most.map_or(Span::MAX, DurationText::span),
        })
    }
}

/// A bound of a number, a share or a time: `3`, `80%`, `20s`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bound {
    /// A number.
    Count(u64),
    /// A share between 0 and 1.
    Share(f64),
    /// A time.
    Time(Span),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) => write!(f, "{:.1}%", share * 100.0),
            Self::Time(span) => write!(f, "{span}"),
        }
    }
}

impl<'de> Deserialize<'de> for Bound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BoundVisitor)
    }
}

struct BoundVisitor;

impl de::Visitor<'_> for BoundVisitor {
    type Value = Bound;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number such as 3, a share such as 80%, or a duration such as 20s")
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<Bound, E> {
        Ok(Bound::Count(count))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Bound, E> {
        if let Some(percent) = text.strip_suffix('%') {
            return match percent.trim().parse::<f64>() {
                Ok(percent) if (0.0..=100.0).contains(&percent) => {
                    Ok(Bound::Share(percent / 100.0))
                }
                _ => Err(E::invalid_value(
                    de::Unexpected::Str(text),
                    &"a share from 0% to 100%",
                )),
            };
        }
        let duration: Result<DurationText, _> = text.parse();
        duration
            .map(|duration| Bound::Time(duration.span()))
            .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}
