//! Durations as text: `30s`, `20m`, `1h30m`, `250ms`.

use std::{borrow::Cow, fmt, str::FromStr};

use ringback_world::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

const UNITS: [(&str, u64); 5] = [
    ("d", 86_400_000_000),
    ("h", 3_600_000_000),
    ("m", 60_000_000),
    ("s", 1_000_000),
    ("ms", 1_000),
];
const PATTERN: &str = r"^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";

/// A length of simulated time, written with units: days `d`, hours `h`, minutes `m`, seconds `s`, milliseconds `ms`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DurationText(Span);

impl DurationText {
    /// Takes a span.
    pub const fn new(span: Span) -> Self {
        Self(span)
    }

    /// Makes a duration of whole seconds.
    pub const fn from_secs(secs: u64) -> Self {
        Self(Span::from_secs(secs))
    }

    /// Shows the span.
    pub const fn span(self) -> Span {
        self.0
    }
}

impl From<DurationText> for Span {
    fn from(text: DurationText) -> Self {
        text.0
    }
}

/// Why a text is no duration.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DurationError {
    /// A bare number.
    #[error("{text:?} has no unit; write {text}s for seconds or {text}m for minutes")]
    NoUnit {
        /// The number.
        text: String,
    },
    /// Anything else.
    #[error(
        "{text:?} is not a duration; write whole numbers with units from the largest to the smallest, \
         such as 30s, 20m, 1h30m or 250ms"
    )]
    Malformed {
        /// The text.
        text: String,
    },
    /// Beyond what a run can hold.
    #[error("{text:?} is longer than any run; write a shorter duration, such as 365d")]
    TooLong {
        /// The text.
        text: String,
    },
}

impl FromStr for DurationText {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        let own = || text.to_owned();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DurationError::NoUnit { text: own() });
        }
        let mut rest = text;
        let mut total: u64 = 0;
        let mut units = UNITS.iter();
        loop {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, tail) = rest.split_at(digits);
            let letters = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (unit, tail) = tail.split_at(letters);
            let (_, micros) = units
                .find(|(name, _)| *name == unit)
                .filter(|_| digits > 0)
                .ok_or_else(|| DurationError::Malformed { text: own() })?;
            total = number
                .parse::<u64>()
                .ok()
                .and_then(|number| number.checked_mul(*micros))
                .and_then(|part| total.checked_add(part))
                .ok_or_else(|| DurationError::TooLong { text: own() })?;
            rest = tail;
            if rest.is_empty() {
                return Ok(Self(Span::from_micros(total)));
            }
        }
    }
}

/// Shows the shortest text that reads back as the same whole milliseconds.
impl fmt::Display for DurationText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.0.as_micros();
        if left < 1_000 {
            return f.write_str("0s");
        }
        for (unit, micros) in UNITS {
            let count = left / micros;
            if count > 0 {
                write!(f, "{count}{unit}")?;
                left %= micros;
            }
        }
        Ok(())
    }
}

impl Serialize for DurationText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DurationText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl de::Visitor<'_> for Visitor {
    type Value = DurationText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a duration with a unit, such as 30s, 20m, 1h30m or 250ms")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<DurationText, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<DurationText, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<DurationText, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<DurationText, E> {
        self.visit_str(&number.to_string())
    }
}

impl JsonSchema for DurationText {
    fn schema_name() -> Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": PATTERN,
            "minLength": 2,
            "description": "A duration with units, such as 30s, 20m, 1h30m or 250ms.",
            "examples": ["30s", "20m", "1h30m", "250ms"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_and_show() {
        for (text, micros) in [
            ("0s", 0),
            ("30s", 30_000_000),
            ("20m", 1_200_000_000),
            ("1h30m", 5_400_000_000),
            ("250ms", 250_000),
            ("1m5s20ms", 65_020_000),
            ("2d", 172_800_000_000),
        ] {
            let duration: DurationText = text.parse().expect(text);
            assert_eq!(duration.span(), Span::from_micros(micros));
            assert_eq!(duration.to_string(), text);
        }
        let long: DurationText = "90s".parse().expect("seconds beyond a minute are fine");
        assert_eq!(long.to_string(), "1m30s");
    }

    #[test]
    fn what_is_no_duration_is_told_with_the_cure() {
        for (text, part) in [
            ("30", "write 30s for seconds"),
            ("", "is not a duration"),
            ("s", "such as 30s"),
            ("1.5s", "whole numbers"),
            ("5s1m", "from the largest"),
            ("-1s", "is not a duration"),
            ("1 m", "is not a duration"),
            ("30sec", "is not a duration"),
            ("99999999999999d", "longer than any run"),
        ] {
            let error = text.parse::<DurationText>().expect_err(text).to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn a_bare_number_in_a_file_names_the_cure() {
        let error = serde_json::from_str::<DurationText>("30").expect_err("has no unit");
        assert!(error.to_string().contains("write 30s"), "{error}");
    }
}
