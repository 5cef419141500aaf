//! Which ACS resources may connect to the tenant.
//!
//! Source: "Set-CsTeamsAcsFederationConfiguration", Microsoft Teams PowerShell reference, 2026.

use serde::{Deserialize, Serialize};

use crate::Guid;

/// The tenant's federation with Azure Communication Services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcsFederation {
    /// Whether any resource may connect (`EnableAcsUsers`).
    pub users: AcsUsers,
    /// The immutable ids of those that may (`AllowedAcsResources`).
    pub allowed: Vec<Guid>,
}

/// Whether ACS users may connect to the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcsUsers {
    /// Those of the listed resources may.
    Enabled,
    /// Nobody may, whatever is listed.
    Disabled,
}

impl AcsFederation {
    /// Tells whether a resource with this immutable id may connect.
    pub(crate) fn admits(&self, resource: &str) -> bool {
        match self.users {
            AcsUsers::Disabled => false,
            AcsUsers::Enabled => {
                let mut allowed = self.allowed.iter();
                allowed.any(|id| id.as_str().eq_ignore_ascii_case(resource))
            }
        }
    }
}
