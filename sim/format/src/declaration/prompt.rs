//! Prompts: text to speak, or a file to play.

use std::fmt;

use ringback_world::{Span, calls::speaking};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::duration::DurationText;

/// A file whose length is not said takes so long; our choice.
const FILE_TAKES: Span = Span::from_secs(3);

/// Something a caller hears: a text, `{ say: …, takes: 5s }` or `{ file: greeting.wav, takes: 8s }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum PromptDeclaration {
    /// Text, spoken at the usual rate.
    Text(String),
    /// Text with its length in time.
    Say(Say),
    /// A file.
    File(File),
}

/// Text to speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Say {
    /// The text.
    pub say: String,
    /// How long it takes; without it, as long as its text at the usual rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes: Option<DurationText>,
}

/// A file to play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its name.
    pub file: String,
    /// How long it takes; 3 s without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub takes: Option<DurationText>,
}

impl PromptDeclaration {
    /// What is said, or the name of the file.
    pub fn says(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Say(say) => &say.say,
            Self::File(file) => &file.file,
        }
    }

    /// How long it takes, from the text where nothing else is said.
    pub fn takes(&self) -> Span {
        match self {
            Self::Text(text) => speaking(text),
            Self::Say(say) => say
                .takes
                .map_or_else(|| speaking(&say.say), DurationText::span),
            Self::File(file) => file.takes.map_or(FILE_TAKES, DurationText::span),
        }
    }

    /// The text to speak, where it is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Say(say) => Some(&say.say),
            Self::File(_) => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    say: Option<String>,
    file: Option<String>,
    takes: Option<DurationText>,
}

impl<'de> Deserialize<'de> for PromptDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = PromptDeclaration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, { say: text, takes: 5s } or { file: name, takes: 5s }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(PromptDeclaration::Text(text.to_owned()))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let fields = Fields::deserialize(de::value::MapAccessDeserializer::new(map))?;
        let takes = fields.takes;
        match (fields.say, fields.file) {
            (Some(say), None) => Ok(PromptDeclaration::Say(Say { say, takes })),
            (None, Some(file)) => Ok(PromptDeclaration::File(File { file, takes })),
            (Some(_), Some(_)) => Err(de::Error::custom(
                "a prompt is either spoken or a file; leave out say or file",
            )),
            (None, None) => Err(de::Error::custom(
                "a prompt needs a text; write { say: text } or { file: name }",
            )),
        }
    }
}
