//! An auto attendant as people write it.

use std::fmt;

use indexmap::IndexMap;
use ringback_world::calls::Tone;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{
    ActionDeclaration, DirectorySearchDeclaration, PromptDeclaration, ResourceAccountDeclaration,
    ResourceAccountDetails, UserNameExtensionDeclaration,
    schedule::{DatesDeclaration, HoursDeclaration},
};
use crate::action::Tones;

/// An auto attendant.
///
/// Defaults and ranges: "New-CsAutoAttendant" and its family, Microsoft Teams PowerShell reference, 2026.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct AttendantDeclaration {
    /// The language in which it speaks and listens; `en-US` without it.
    pub language: String,
    /// The time zone of its hours and holidays: a name such as Europe/Berlin, or as Windows calls it; `UTC` without it.
    pub time_zone: String,
    /// Whether callers may speak; `false` without it.
    pub voice_response: bool,
    /// Who gets calls that make no selection: an action with a target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<ActionDeclaration>,
    /// The groups whose members callers may look for in the directory; everybody without it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inclusion_scope: Vec<String>,
    /// The groups whose members callers never find, whatever else they are in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclusion_scope: Vec<String>,
    /// What follows each name when several are read out; `none` without it.
    pub user_name_extension: UserNameExtensionDeclaration,
    /// Who may change the attendant, at most 15; nothing follows from it in calls.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorized_users: Vec<String>,
    /// The resource account by which callers reach it; there is one unless this says `none`.
    pub resource_account: ResourceAccountDeclaration,
    /// What it does in business hours, and always where no hours are given.
    pub flow: FlowDeclaration,
    /// Its business hours by day: monday to sunday, weekdays, weekend or every-day.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub hours: IndexMap<String, Vec<HoursDeclaration>>,
    /// What it does outside its business hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_hours: Option<FlowDeclaration>,
    /// Its holidays by name, at most 20.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub holidays: IndexMap<String, HolidayDeclaration>,
}

impl Default for AttendantDeclaration {
    fn default() -> Self {
        Self {
            language: "en-US".to_owned(),
            time_zone: "UTC".to_owned(),
            voice_response: false,
            operator: None,
            inclusion_scope: Vec::new(),
            exclusion_scope: Vec::new(),
            user_name_extension: UserNameExtensionDeclaration::None,
            authorized_users: Vec::new(),
            resource_account: ResourceAccountDeclaration::Details(ResourceAccountDetails::default()),
            flow: FlowDeclaration::default(),
            hours: IndexMap::new(),
            after_hours: None,
            holidays: IndexMap::new(),
        }
    }
}

/// What an attendant does with a call: a greeting, then a menu, or one thing without any input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FlowDeclaration {
    /// What the caller hears first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<PromptDeclaration>,
    /// Whether input waits until greeting and menu have been heard; `false` without it.
    pub force_listen: bool,
    /// What happens without any input. Either this or `menu`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<MenuActionDeclaration>,
    /// What can be selected. Either this or `then`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub menu: Option<MenuDeclaration>,
}

/// A menu.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct MenuDeclaration {
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptDeclaration>,
    /// What can be selected.
    pub options: Vec<OptionDeclaration>,
    /// By what people can be looked for, with input that no option has; `by-name` where `enable-dial-by-name` alone is
    /// `true`, else `none` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory_search: Option<DirectorySearchDeclaration>,
    /// Whether people can be looked for; it follows from `directory-search` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enable_dial_by_name: Option<bool>,
}

/// An option of a menu: `{ key: 1, phrase: sales, action: { queue: sales } }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OptionDeclaration {
    /// The key: 0 to 9, `*` or `#`.
    pub key: Key,
    /// What callers may say instead, where the attendant has `voice-response`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
    /// What it does.
    pub action: MenuActionDeclaration,
}

/// A key of a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub Tone);

impl Serialize for Key {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tones = Tones::deserialize(deserializer)?;
        match tones.tones() {
            [Tone::A | Tone::B | Tone::C | Tone::D] | [] | [_, _, ..] => Err(de::Error::custom(
                "a menu has the keys 0 to 9, \"*\" and \"#\", one for each option",
            )),
            [tone] => Ok(Self(*tone)),
        }
    }
}

impl JsonSchema for Key {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Key".into()
    }

    fn json_schema(_generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A key of a menu: a digit, `*`, `#`, or its word such as `one`, `asterisk` or `pound`.",
            "enum": [
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#",
                "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                "asterisk", "pound",
            ],
        })
    }
}

/// What an option does: a word, an announcement, or a target as a queue's actions have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum MenuActionDeclaration {
    /// An action that needs nothing more.
    Word(MenuWord),
    /// The caller hears something, and the menu again: `{ announcement: text }`.
    Announcement(Announcement),
    /// The call goes somewhere.
    To(ActionDeclaration),
}

/// Actions of an option in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MenuWord {
    /// The call ends.
    Disconnect,
    /// The operator gets the call.
    Operator,
}

/// The caller hears something, and the menu again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// What.
    pub announcement: PromptDeclaration,
}

impl<'de> Deserialize<'de> for MenuActionDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = MenuActionDeclaration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("disconnect, operator, { announcement: text } or a target such as { queue: name }")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                MenuWord::deserialize(de::value::StrDeserializer::<E>::new(word))
                    .map(MenuActionDeclaration::Word)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let fields =
                    super::action::Fields::deserialize(de::value::MapAccessDeserializer::new(map))?;
                fields.menu_action()
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A holiday: its dates and what happens then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HolidayDeclaration {
    /// When it is, in the attendant's time zone; at most ten ranges, and never where there is none.
    #[serde(default)]
    pub dates: Vec<DatesDeclaration>,
    /// What happens then.
    pub flow: FlowDeclaration,
}
