//! Keys of the phone as text: by word or by character.

use std::{borrow::Cow, fmt};

use ringback_world::calls::Tone;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess},
};
use thiserror::Error;

const KEYS: [(&str, char, Tone); 16] = [
    ("zero", '0', Tone::Zero),
    ("one", '1', Tone::One),
    ("two", '2', Tone::Two),
    ("three", '3', Tone::Three),
    ("four", '4', Tone::Four),
    ("five", '5', Tone::Five),
    ("six", '6', Tone::Six),
    ("seven", '7', Tone::Seven),
    ("eight", '8', Tone::Eight),
    ("nine", '9', Tone::Nine),
    ("a", 'A', Tone::A),
    ("b", 'B', Tone::B),
    ("c", 'C', Tone::C),
    ("d", 'D', Tone::D),
    ("pound", '#', Tone::Pound),
    ("asterisk", '*', Tone::Asterisk),
];

/// Keys in the order in which they are pressed: `[one, pound]`, or the characters `"1#"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tones(Vec<Tone>);

/// A text that names no keys.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{text:?} is no key; write the characters 0 to 9, A to D, # and *, or the words zero to nine, a to d, pound and asterisk"
)]
pub struct UnknownTone {
    /// The text.
    pub text: String,
}

impl Tones {
    /// Shows the keys.
    pub fn tones(&self) -> &[Tone] {
        &self.0
    }

    /// Reads a word such as `pound`, or characters such as `12#`.
    ///
    /// # Errors
    /// The text names no keys.
    pub fn from_text(text: &str) -> Result<Self, UnknownTone> {
        let unknown = || UnknownTone {
            text: text.to_owned(),
        };
        if let Some((_, _, tone)) = KEYS.iter().find(|(word, _, _)| *word == text) {
            return Ok(Self(vec![*tone]));
        }
        let tones: Option<Vec<Tone>> = text
            .chars()
            .map(|c| {
                KEYS.iter()
                    .find(|key| key.1 == c.to_ascii_uppercase())
                    .map(|key| key.2)
            })
            .collect();
        tones
            .filter(|tones| !tones.is_empty())
            .map(Self)
            .ok_or_else(unknown)
    }
}

/// Shows the keys as characters.
impl fmt::Display for Tones {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for tone in &self.0 {
            let key = KEYS
                .iter()
                .find(|key| key.2 == *tone)
                .expect("every tone has a key");
            write!(f, "{}", key.1)?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Tones {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Tones;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys of the phone, such as \"1#\" or [one, pound]")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Tones, E> {
        Tones::from_text(text).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, digits: u64) -> Result<Tones, E> {
        self.visit_str(&digits.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut keys: A) -> Result<Tones, A::Error> {
        let mut tones = Vec::new();
        while let Some(key) = keys.next_element::<Tones>()? {
            tones.extend(key.0);
        }
        Ok(Tones(tones))
    }
}

impl JsonSchema for Tones {
    fn schema_name() -> Cow<'static, str> {
        "Tones".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = KEYS.iter().map(|key| key.0).collect();
        json_schema!({
            "description": "Keys of the phone: characters, or words in a list.",
            "anyOf": [
                { "type": "string", "pattern": "^[0-9A-Da-d#*]+$" },
                { "type": "integer", "minimum": 0 },
                { "enum": words },
                { "type": "array", "items": { "anyOf": [
                    { "enum": words },
                    { "type": "string", "pattern": "^[0-9A-Da-d#*]+$" },
                    { "type": "integer", "minimum": 0 },
                ] } },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_by_word_and_by_character() {
        for (json, shown) in [
            (r#""pound""#, "#"),
            (r#""1#""#, "1#"),
            (r#"["one", "pound"]"#, "1#"),
            ("12", "12"),
            (r#"["two", 3, "*"]"#, "23*"),
            (r#""a""#, "A"),
        ] {
            let tones: Tones = serde_json::from_str(json).expect(json);
            assert_eq!(tones.to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_key_is_told() {
        let error = serde_json::from_str::<Tones>(r#""hash""#).expect_err("is no key");
        assert!(
            error.to_string().starts_with("\"hash\" is no key; write"),
            "{error}"
        );
    }
}
