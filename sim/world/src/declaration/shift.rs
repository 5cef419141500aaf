//! Shifts: who works when.
//!
//! Source: "New-CsCallQueue", Microsoft Teams PowerShell reference, 2026 (ShiftsTeamId, ShiftsSchedulingGroupId); what happens at
//! a shift's end is not published and our choice.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A shift of one person in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Who works, an index into [`super::Tenant::people`].
    pub person: usize,
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

impl Shift {
    /// Tells whether it runs at an instant.
    pub fn runs(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }
}
