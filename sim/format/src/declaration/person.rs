//! The people of the tenant.

use std::fmt;

use indexmap::IndexMap;
use ringback_world::teams::Presence;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{
    AddressListDeclaration, AllowVoicemailDeclaration, AnswererDeclaration, BusyOnBusyDeclaration,
    Extension, InboundPstnDeclaration, VoicemailPolicyDeclaration,
};
use crate::duration::DurationText;

/// Agents: a list of names, or a map from names to what differs from the defaults.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AgentsDeclaration {
    /// Names alone.
    Names(Vec<String>),
    /// Names with details.
    Details(IndexMap<String, Option<AgentDeclaration>>),
}

impl Default for AgentsDeclaration {
    fn default() -> Self {
        Self::Names(Vec::new())
    }
}

impl AgentsDeclaration {
    /// Shows every name, in declared order.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Names(names) => names.iter().map(String::as_str).collect(),
            Self::Details(details) => details.keys().map(String::as_str).collect(),
        }
    }
}

impl<'de> Deserialize<'de> for AgentsDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = AgentsDeclaration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of names, such as [ana, bo], or a map such as { ana: { presence: away } }")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Deserialize::deserialize(de::value::SeqAccessDeserializer::new(seq))
                    .map(AgentsDeclaration::Names)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                Deserialize::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(AgentsDeclaration::Details)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// What is said of one agent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AgentDeclaration {
    /// The name that others see; without one, the short name with a capital letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The presence at the start; `available` without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "presence_schema")]
    pub presence: Option<Presence>,
    /// How long the person has been idle when the run begins: longest idle begins with them; 0s without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle_for: Option<DurationText>,
    /// Whether the person may take calls.
    #[serde(default)]
    pub voice: VoiceDeclaration,
    /// Whether the person is in the directory.
    #[serde(default)]
    pub account: AccountDeclaration,
    /// Where calls go at once, without a ring; calls of queues never do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarding: Option<AnswererDeclaration>,
    /// Where calls go that the person does not take in time; `voicemail` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<AnswererDeclaration>,
    /// What becomes of a call that comes while they are in one; `disabled` without it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub busy_on_busy: BusyOnBusyDeclaration,
    /// Whether unanswered calls may reach their voicemail; `user-override` without it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub allow_voicemail: AllowVoicemailDeclaration,
    /// What becomes of calls from the phone network; `regular` without it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inbound_pstn_call_routing_treatment: InboundPstnDeclaration,
    /// What their voicemail does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub voicemail_policy: VoicemailPolicyDeclaration,
    /// After how long `unanswered` takes a call: 5s, 10s, 15s, 20s, 30s, 40s, 50s or 60s; 20s without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered_after: Option<DurationText>,
    /// Whether the person has a voicemail; `true` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voicemail: Option<bool>,
    /// The first name by which callers of an attendant look for the person; without one it is the display name up to its
    /// last word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The last name; without one it is the last word of the display name, where there is more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The extension in the address book, by which callers of an attendant look for the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// The department, which an attendant may read out after the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The office, which an attendant may read out after the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Whether the address book lists the person; `shown` without it.
    #[serde(default)]
    pub address_list: AddressListDeclaration,
    /// The name of the call park policy; `global` without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_park_policy: Option<String>,
    /// Whether the person may record calls (`AllowCloudRecordingForCalls`); `false` without it.
    #[serde(default)]
    pub allow_cloud_recording: bool,
    /// The Entra object id; without one it follows from the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Whether a person holds a Teams Phone licence and is enabled for enterprise voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VoiceDeclaration {
    /// Both.
    #[default]
    Enabled,
    /// One of them is missing: queues leave the person out.
    NotEnabled,
}

/// Whether a person is in the directory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AccountDeclaration {
    /// They are.
    #[default]
    Active,
    /// They were deleted: what names them dangles.
    Deleted,
}

fn presence_schema(_generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": [
        "available", "available-out-of-office", "busy", "in-a-call", "in-a-meeting", "do-not-disturb", "presenting",
        "focusing", "away", "be-right-back", "off-work", "appear-offline", "offline", "out-of-office",
    ] })
}
