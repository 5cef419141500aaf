//! Groups as people write them.

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

/// Groups: a list of names, or a map from names to members and mailboxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum GroupsDeclaration {
    /// Names alone: groups without members whose mailbox takes mail from outside.
    Names(Vec<String>),
    /// Names with details.
    Details(IndexMap<String, GroupDeclaration>),
}

impl Default for GroupsDeclaration {
    fn default() -> Self {
        Self::Names(Vec::new())
    }
}

impl GroupsDeclaration {
    /// Shows every name, in declared order.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Names(names) => names.iter().map(String::as_str).collect(),
            Self::Details(details) => details.keys().map(String::as_str).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names().is_empty()
    }
}

impl<'de> Deserialize<'de> for GroupsDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = GroupsDeclaration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of names, such as [front-desk], or a map such as { sales-team: { members: [ana, bo] } }")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Deserialize::deserialize(de::value::SeqAccessDeserializer::new(seq))
                    .map(GroupsDeclaration::Names)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Deserialize::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(GroupsDeclaration::Details)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct GroupDeclaration {
    /// Its members by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// The groups within it by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Whether its mailbox takes messages of callers.
    pub mailbox: MailboxDeclaration,
}

/// Whether a group's mailbox takes messages of callers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MailboxDeclaration {
    /// It takes mail from outside the organization.
    #[default]
    TakesOutsideMail,
    /// It takes mail from inside alone: shared voicemail cannot reach it.
    InsideOnly,
    /// The group was deleted: what names it dangles.
    Deleted,
}
