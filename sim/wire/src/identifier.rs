//! The published identifier of a party, as every service of ACS writes it.
//!
//! Source: "Understand identifier types", Azure Communication Services documentation, 2024; Common 2025-06-30.

use serde::{Deserialize, Serialize};

/// An identifier. Requests give one typed member, the raw id, or both; replies and events always give kind and raw id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CommunicationIdentifier {
    /// Which typed member there is; since Common 2022-07-13.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<IdentifierKind>,
    /// The raw id.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub raw_id: Option<String>,
    /// An identity of an ACS resource.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub communication_user: Option<CommunicationUser>,
    /// A phone number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone_number: Option<PhoneNumber>,
    /// A Teams user.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub microsoft_teams_user: Option<MicrosoftTeamsUser>,
    /// A Teams app; since Common 2023-11-15.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub microsoft_teams_app: Option<MicrosoftTeamsApp>,
    /// A Teams Phone user of an ACS resource; since Common 2025-06-30.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub teams_extension_user: Option<TeamsExtensionUser>,
}

/// The kind of an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IdentifierKind {
    /// None of the others.
    Unknown,
    /// An identity of an ACS resource.
    CommunicationUser,
    /// A phone number.
    PhoneNumber,
    /// A Teams user.
    MicrosoftTeamsUser,
    /// A Teams app.
    MicrosoftTeamsApp,
    /// A Teams Phone user of an ACS resource.
    TeamsExtensionUser,
}

/// The cloud that a Teams identifier belongs to. Published in lower case; the Python clients send capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cloud {
    /// The public one.
    #[default]
    #[serde(alias = "PUBLIC")]
    Public,
    /// Department of Defense.
    #[serde(alias = "DOD")]
    Dod,
    /// Government community, high.
    #[serde(alias = "GCCH")]
    Gcch,
}

/// An identity of an ACS resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommunicationUser {
    /// Its raw id.
    pub id: String,
}

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumber {
    /// The number in E.164, with its plus sign.
    pub value: String,
    /// Whether it is hidden; since Common 2025-06-30.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub is_anonymous: Option<bool>,
    /// Tells apart a number that is twice in one call; since Common 2025-06-30.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub asserted_id: Option<String>,
}

/// A Teams user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MicrosoftTeamsUser {
    /// The Entra object id.
    pub user_id: String,
    /// Whether they came without an account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub is_anonymous: Option<bool>,
    /// The cloud.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cloud: Option<Cloud>,
}

/// A Teams app, such as a call queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MicrosoftTeamsApp {
    /// The object id of its resource account.
    pub app_id: String,
    /// The cloud.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cloud: Option<Cloud>,
}

/// A Teams Phone user of an ACS resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamsExtensionUser {
    /// The Entra object id.
    pub user_id: String,
    /// The tenant.
    pub tenant_id: String,
    /// The resource.
    pub resource_id: String,
    /// The cloud.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cloud: Option<Cloud>,
}
