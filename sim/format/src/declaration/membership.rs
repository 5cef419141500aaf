//! Where the agents of a queue can come from besides a list of names: channels and Shifts, as people write them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CalendarTime;

/// A Teams channel, whose team supplies the agents of one queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ChannelDeclaration {
    /// The members of its team by name; the first 200 in the order of their names are agents.
    pub members: Vec<String>,
    /// Its kind; with a private channel every member of the team is rung all the same.
    pub kind: ChannelKind,
}

/// The kind of a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// Open to its team.
    #[default]
    Standard,
    /// Open to some of its team.
    Private,
}

/// A scheduling group of Shifts: who works when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ShiftsDeclaration {
    /// The time zone of its times: a name such as Europe/Berlin, or as Windows calls it; `UTC` without it.
    pub time_zone: String,
    /// Its shifts.
    pub shifts: Vec<ShiftDeclaration>,
}

impl Default for ShiftsDeclaration {
    fn default() -> Self {
        Self {
            time_zone: "UTC".to_owned(),
            shifts: Vec::new(),
        }
    }
}

/// A shift: its agent is in the queue from its start until its end, which is excluded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ShiftDeclaration {
    /// Who works.
    pub agent: String,
    /// From when.
    pub from: CalendarTime,
    /// Until when.
    pub to: CalendarTime,
}
