//! Groups: their members, and their mailbox.
//!
//! Source: "Create a call queue", Microsoft Learn, 2025-02-05; "New-CsAutoAttendantCallableEntity", Microsoft Teams
//! PowerShell reference, 2026.

use serde::{Deserialize, Serialize};

use crate::Guid;

/// A Microsoft 365 group, distribution list or security group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its short name.
    pub name: String,
    /// Its object id.
    pub id: Guid,
    /// Everyone in it and in the groups within it, as indices into [`super::Tenant::people`], in the order of their names.
    #[serde(default)]
    pub members: Vec<usize>,
    /// Whether its mailbox takes messages of callers.
    #[serde(default)]
    pub mailbox: Mailbox,
}

/// Whether a group's mailbox takes messages of callers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mailbox {
    /// It takes mail from outside the organization.
    #[default]
    TakesOutsideMail,
    /// It takes mail from inside alone: shared voicemail cannot reach it.
    InsideOnly,
    /// The group was deleted; what points to it dangles.
    Deleted,
}
