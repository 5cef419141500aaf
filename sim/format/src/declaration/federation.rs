//! Which ACS resources may connect to the tenant, as people write it.

use ringback_world::{Guid, declaration as world};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::{Findings, Problem};

/// The tenant's federation with Azure Communication Services (Set-CsTeamsAcsFederationConfiguration).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct AcsFederationDeclaration {
    /// Whether resources may connect (EnableAcsUsers); `false` without it, and then nothing else counts.
    pub enable_acs_users: bool,
    /// Those that may, by name or immutable id (AllowedAcsResources).
    pub allowed_acs_resources: Vec<String>,
}

/// Turns the federation around. An id need not be one of a declared resource.
pub(super) fn federation(
    declared: &AcsFederationDeclaration,
    resources: &[world::Resource],
    findings: &mut Findings,
) -> world::AcsFederation {
    let mut allowed = Vec::new();
    for (index, given) in declared.allowed_acs_resources.iter().enumerate() {
        let named = resources.iter().find(|resource| resource.name == *given);
        match named {
            Some(resource) => allowed.push(resource.id.clone()),
            None if is_guid(given) => allowed.push(Guid::new(given.as_str())),
            None => {
                let known = resources.iter().map(|resource| resource.name.as_str());
                findings.add(
                    format!("teams.acs-federation.allowed-acs-resources[{index}]"),
                    Problem::undefined("resource", given, known),
                );
            }
        }
    }
    world::AcsFederation {
        users: if declared.enable_acs_users {
            world::AcsUsers::Enabled
        } else {
            world::AcsUsers::Disabled
        },
        allowed,
    }
}

fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && parts
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
