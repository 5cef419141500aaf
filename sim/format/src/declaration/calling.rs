//! What a person has set for calls that come to them, as people write it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::duration::DurationText;

/// Who takes a person's calls in their place: `voicemail`, `nothing`, `{ person: bo }` or `{ number: "+14255550177" }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswererDeclaration {
    /// Their voicemail.
    Voicemail,
    /// Nobody.
    Nothing,
    /// Another person, by name.
    Person(String),
    /// A number in E.164.
    Number(String),
}

/// What becomes of a call that comes while a person is in one (`BusyOnBusyEnabledType`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BusyOnBusyDeclaration {
    /// It rings.
    #[default]
    Disabled,
    /// It is refused as busy.
    Enabled,
    /// It goes where unanswered calls go.
    Unanswered,
}

/// Whether unanswered calls may reach a person's voicemail (`AllowVoicemail`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AllowVoicemailDeclaration {
    /// After 30 s they do, whatever the person has set.
    AlwaysEnabled,
    /// They never do.
    AlwaysDisabled,
    /// As the person has set.
    #[default]
    UserOverride,
}

/// What becomes of calls from the phone network (`InboundPstnCallRoutingTreatment`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InboundPstnDeclaration {
    /// The same as of others.
    #[default]
    Regular,
    /// They go where unanswered calls go, without a ring.
    Unanswered,
    /// They go to voicemail, without a ring.
    Voicemail,
    /// What the person has chosen: here, the same as of others.
    UserOverride,
}

/// What a person's voicemail does (`New-CsOnlineVoicemailPolicy`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct VoicemailPolicyDeclaration {
    /// How long a message may be: 30s to 10m; 5m without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_length: Option<DurationText>,
    /// Whether messages come with a transcript; `true` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcription: Option<bool>,
}
