//! The address book as people write it, and what callers may look for in it.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

/// An extension: digits, in quotes where the first is 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Extension(pub String);

impl<'de> Deserialize<'de> for Extension {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl de::Visitor<'_> for Visitor {
    type Value = Extension;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the digits of an extension, such as 1234 or \"0123\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Extension, E> {
        Ok(Extension(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, digits: u64) -> Result<Extension, E> {
        Ok(Extension(digits.to_string()))
    }
}

impl JsonSchema for Extension {
    fn schema_name() -> Cow<'static, str> {
        "Extension".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The digits of an extension, in quotes where the first is 0.",
            "anyOf": [
                { "type": "string", "pattern": "^[0-9]{1,15}$" },
                { "type": "integer", "minimum": 0 },
            ],
        })
    }
}

/// Whether the address book lists a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AddressListDeclaration {
    /// It does.
    #[default]
    Shown,
    /// It does not: no search finds them.
    Hidden,
}

/// By what callers look for people in a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DirectorySearchDeclaration {
    /// They cannot.
    None,
    /// By name.
    ByName,
    /// By extension.
    ByExtension,
}

/// What follows a name where several people are read out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UserNameExtensionDeclaration {
    /// Nothing.
    #[default]
    None,
    /// The office.
    Office,
    /// The department.
    Department,
}
