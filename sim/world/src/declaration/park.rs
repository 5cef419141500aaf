//! Call park policies: who may park calls, with which codes, and for how long.
//!
//! Source: "Configure Call park and retrieve", Microsoft Learn, 2023-12-14; "New-CsTeamsCallParkPolicy", Microsoft Teams
//! PowerShell reference, 2026.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A call park policy (`TeamsCallParkPolicy`). A parked call is retrieved by people under the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallParkPolicy {
    /// Its short name.
    pub name: String,
    /// Whether its people may park and retrieve (`AllowCallPark`).
    pub parking: CallPark,
    /// The first code, 10 to 9999 (`PickupRangeStart`).
    pub pickup_range_start: u16,
    /// The last code, 10 to 9999 and more than the first one (`PickupRangeEnd`).
    pub pickup_range_end: u16,
    /// After how long a call comes back to who parked it, 120 to 1800 s (`ParkTimeoutSeconds`).
    pub park_timeout: Span,
}

impl CallParkPolicy {
    /// The name of the policy under which everybody is who has no other one.
    pub const GLOBAL: &str = "global";

    /// Makes a policy under which people may park, with the published codes and the published time.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            parking: CallPark::Allowed,
            pickup_range_start: 10,
            pickup_range_end: 99,
            park_timeout: Span::from_secs(300),
        }
    }

    /// Lists the policies of a tenant that declares none: the global one.
    pub(super) fn standard() -> Vec<Self> {
        vec![Self::new(Self::GLOBAL)]
    }
}

/// Whether the people of a policy may park and retrieve calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallPark {
    /// They may.
    Allowed,
    /// They may not.
    NotAllowed,
}
