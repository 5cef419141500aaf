//! Patterns over texts, facts and exchanges.

use std::fmt;

use indexmap::IndexMap;
use regex::Regex;
use ringback_format::yaml::Located;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

/// A regular expression that is looked for anywhere in a text.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(Regex);

impl Pattern {
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Regex::new(&text).map(Self).map_err(|error| {
            let text_of_error = error.to_string();
            let why = text_of_error.lines().last().unwrap_or_default();
            de::Error::custom(format!(
                "{text:?} is not a regular expression: {}",
                why.trim_start_matches("error: ")
            ))
        })
    }
}

/// Which fact: by its name and by fields that it must have.
#[derive(Clone, Debug)]
pub(crate) struct FactPattern {
    /// The name.
    pub(crate) name: Located<String>,
    /// The fields, and what they must be.
    pub(crate) fields: IndexMap<Located<String>, Value>,
    /// Whose contact it must belong to.
    pub(crate) of_contact: Option<Located<u32>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct FactFields {
    name: Located<String>,
    #[serde(default, rename = "where")]
    fields: IndexMap<Located<String>, Value>,
    of_contact: Option<Located<u32>>,
}

impl<'de> Deserialize<'de> for FactPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FactVisitor)
    }
}

struct FactVisitor;

impl<'de> de::Visitor<'de> for FactVisitor {
    type Value = FactPattern;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a fact, or { name: queued, where: { queue: support } }")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<FactPattern, E> {
        Ok(FactPattern {
            name: Located {
                value: name.to_owned(),
                ..Located::default()
            },
            fields: IndexMap::new(),
            of_contact: None,
        })
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<FactPattern, A::Error> {
        let fields = FactFields::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(FactPattern {
            name: fields.name,
            fields: fields.fields,
            of_contact: fields.of_contact,
        })
    }
}

/// Which exchanges with the implementation.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ExchangePattern {
    /// What it is: `request`, `callback`, `event-grid`, `visit`.
    #[serde(default)]
    pub(crate) what: Option<String>,
    /// The published event type, or its last part.
    #[serde(default)]
    pub(crate) event_type: Option<String>,
    /// The method.
    #[serde(default)]
    pub(crate) method: Option<String>,
    /// What the path must hold.
    #[serde(default)]
    pub(crate) path: Option<Pattern>,
    /// The status.
    #[serde(default)]
    pub(crate) status: Option<Status>,
    /// Whose contact it must belong to.
    #[serde(default)]
    pub(crate) of_contact: Option<Located<u32>>,
}

/// A status, or all of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// This one.
    Code(u16),
    /// All from 100 times this.
    Class(u16),
}

impl Status {
    pub(crate) fn fits(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Class(class) => class == status / 100,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(class) => write!(f, "{class}xx"),
        }
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let status = match text.strip_suffix("xx") {
            Some(class) => class
                .parse()
                .ok()
                .filter(|class| (1..=5).contains(class))
                .map(Self::Class),
            None => text
                .parse()
                .ok()
                .filter(|code| (100..600).contains(code))
                .map(Self::Code),
        };
        status.ok_or_else(|| {
            de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"a status such as 500, or a class such as 5xx",
            )
        })
    }
}
