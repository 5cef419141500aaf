//! Licences: what people and resource accounts may do.
//!
//! Source: "Plan for Teams Auto attendants and Call queues", Microsoft Learn, 2024-01-31; "Set up an auto attendant for
//! Microsoft Teams", Microsoft Learn, 2024-01-31.

use serde::{Deserialize, Serialize};

use crate::{Cloud, Guid, RawId};

/// A Teams resource account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceAccount {
    /// The object id by which ACS clients reach the app.
    pub object_id: Guid,
    /// The number that the phone network reaches it by.
    pub phone_number: Option<String>,
    /// Whether it holds the licence that every resource account needs.
    pub licence: Licence,
    /// By what it may call numbers outside.
    pub external_calls: ExternalCalls,
    /// The name that agents see of calls that came through it; without one the app's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Whether the session border controller shows the account's number to numbers outside.
    #[serde(default)]
    pub p_asserted_identity: PAssertedIdentity,
    /// The cloud in which it lives.
    #[serde(default)]
    pub cloud: Cloud,
}

impl ResourceAccount {
    /// Names the account as a party.
    pub fn raw_id(&self) -> RawId {
        RawId::teams_app_in(self.cloud, self.object_id.as_str())
    }

    /// Tells whether this is its object id or its raw id.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.object_id.as_str() == name || self.raw_id().as_str() == name
    }
}

/// The Teams Phone Resource Account licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Licence {
    /// Held.
    Assigned,
    /// Not held.
    Missing,
}

/// By what a resource account may call numbers outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExternalCalls {
    /// By nothing, unless the tenant has Communications Credits and the account a number.
    None,
    /// By a Calling Plan licence and a number.
    CallingPlan,
    /// By an Operator Connect number.
    OperatorConnect,
    /// By an online voice routing policy (Direct Routing).
    VoiceRoutingPolicy,
}

/// Whether a session border controller sends P-Asserted-Identity with the number of the resource account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PAssertedIdentity {
    /// It does: numbers outside see the account's.
    On,
    /// It does not: they see the original caller's.
    #[default]
    Off,
}

/// Whether the tenant has Communications Credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommunicationsCredits {
    /// It has.
    Available,
    /// It has none.
    None,
}

/// Whether a person can take calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// Teams Phone licence and enterprise voice.
    Enabled,
    /// Without one of the two.
    NotEnabled,
}

/// Whether a person is in the directory. Targets are stored by id and not synchronized with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Account {
    /// They are.
    Active,
    /// They were deleted; what points to them dangles.
    Deleted,
}

/// Whether a person has Cloud Voicemail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonalVoicemail {
    /// They have.
    On,
    /// They have none: an unanswered call ends.
    Off,
}
