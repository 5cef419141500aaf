//! Resource accounts and their licences.

use std::fmt;

use ringback_world::{Cloud, Guid, declaration as world};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{
    error::{Findings, Problem},
    lower::{given_or, phone_number},
};

/// The resource account of a queue or attendant: `none`, or its details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceAccountDeclaration {
    /// The app is reached only from others.
    None,
    /// It has one.
    #[serde(untagged)]
    Details(ResourceAccountDetails),
}

/// The details of a resource account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ResourceAccountDetails {
    /// Its Entra object id; without one it follows from the app's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
    /// The number that the phone network reaches it by, in E.164.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Whether it holds the Teams Phone Resource Account licence.
    #[serde(skip_serializing_if = "is_default")]
    pub licence: LicenceDeclaration,
    /// By what calls may leave for numbers outside.
    #[serde(skip_serializing_if = "is_default")]
    pub external_calls: ExternalCallsDeclaration,
    /// The name that agents see of calls that came through it; the app's own without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Whether the session border controller sends P-Asserted-Identity: numbers outside then see the account's number in place of
    /// the original caller's. Needs `external-calls: voice-routing-policy`; `false` without it.
    #[serde(skip_serializing_if = "is_default")]
    pub p_asserted_identity: bool,
    /// The cloud in which it lives, as identifiers name it; `public` without it.
    #[serde(skip_serializing_if = "is_default")]
    pub cloud: CloudDeclaration,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The cloud in which a resource account lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CloudDeclaration {
    /// `28:orgid:…`.
    #[default]
    Public,
    /// `28:gcch:…`.
    Gcch,
    /// `28:dod:…`.
    Dod,
}

/// The Teams Phone Resource Account licence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LicenceDeclaration {
    /// Held.
    #[default]
    Assigned,
    /// Not held: the account takes no calls, and none leave by it.
    Missing,
}

/// By what calls may leave for numbers outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExternalCallsDeclaration {
    /// By nothing; with a phone number, by the tenant's Communications Credits.
    #[default]
    None,
    /// By a Calling Plan licence; needs a phone number.
    CallingPlan,
    /// By an Operator Connect number; needs it as the phone number.
    OperatorConnect,
    /// By an online voice routing policy; a phone number is not needed.
    VoiceRoutingPolicy,
}

impl ResourceAccountDeclaration {
    /// Turns an account around; `field` is its path.
    pub(super) fn lower(
        &self,
        field: &str,
        object_id: impl FnOnce() -> Guid,
        findings: &mut Findings,
    ) -> Option<world::ResourceAccount> {
        let Self::Details(details) = self else {
            return None;
        };
        if let Some(number) = &details.phone_number {
            phone_number(&format!("{field}.phone-number"), number, findings);
        }
        let needs_number = match details.external_calls {
            ExternalCallsDeclaration::CallingPlan => Some("a Calling Plan"),
            ExternalCallsDeclaration::OperatorConnect => Some("Operator Connect"),
            ExternalCallsDeclaration::None | ExternalCallsDeclaration::VoiceRoutingPolicy => None,
        };
        if let (Some(by), None) = (needs_number, &details.phone_number) {
            findings.add(
                format!("{field}.phone-number"),
                Problem::Missing {
                    needs: format!(
                        "the number by which {by} calls numbers outside (Plan for Teams Auto attendants and Call queues, 2024)"
                    ),
                    cure: "write phone-number: \"+14255550123\", or external-calls: voice-routing-policy"
                        .to_owned(),
                },
            );
        }
        let dials_directly = details.external_calls == ExternalCallsDeclaration::VoiceRoutingPolicy;
        if details.p_asserted_identity && !dials_directly {
            findings.add(
                format!("{field}.p-asserted-identity"),
                Problem::NotHere {
                    given: "p-asserted-identity: true without a session border controller".to_owned(),
                    expected: "external-calls: voice-routing-policy (Set up an auto attendant for Microsoft Teams, 2024) beside it"
                        .to_owned(),
                },
            );
        }
        Some(world::ResourceAccount {
            object_id: given_or(details.object_id.as_deref(), object_id),
            phone_number: details.phone_number.clone(),
            display_name: details.display_name.clone(),
            p_asserted_identity: if details.p_asserted_identity {
                world::PAssertedIdentity::On
            } else {
                world::PAssertedIdentity::Off
            },
            cloud: match details.cloud {
                CloudDeclaration::Public => Cloud::Public,
                CloudDeclaration::Gcch => Cloud::Gcch,
                CloudDeclaration::Dod => Cloud::Dod,
            },
            licence: match details.licence {
                LicenceDeclaration::Assigned => world::Licence::Assigned,
                LicenceDeclaration::Missing => world::Licence::Missing,
            },
            external_calls: match details.external_calls {
                ExternalCallsDeclaration::None => world::ExternalCalls::None,
                ExternalCallsDeclaration::CallingPlan => world::ExternalCalls::CallingPlan,
                ExternalCallsDeclaration::OperatorConnect => world::ExternalCalls::OperatorConnect,
                ExternalCallsDeclaration::VoiceRoutingPolicy => {
                    world::ExternalCalls::VoiceRoutingPolicy
                }
            },
        })
    }
}

impl<'de> Deserialize<'de> for ResourceAccountDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AccountVisitor)
    }
}

struct AccountVisitor;

impl<'de> de::Visitor<'de> for AccountVisitor {
    type Value = ResourceAccountDeclaration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none, or { object-id: GUID, phone-number: +14255550123, licence: assigned, external-calls: calling-plan }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
        if word == "none" {
            Ok(ResourceAccountDeclaration::None)
        } else {
            Err(E::invalid_value(de::Unexpected::Str(word), &self))
        }
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        ResourceAccountDetails::deserialize(de::value::MapAccessDeserializer::new(map))
            .map(ResourceAccountDeclaration::Details)
    }
}
