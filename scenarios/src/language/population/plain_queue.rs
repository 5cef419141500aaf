//! Plain queues: any limit, any way of presenting, without the rules of Teams. They exist in `plan` alone.

use ringback_format::{duration::DurationText, yaml::Located};
use schemars::JsonSchema;
use serde::Deserialize;

/// A queue as the engine knows it. Without any setting it is first in, first out, without bounds, and agents have contacts at once.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct PlainQueueFields {
    /// Which agents get a contact; who has been idle longest without it.
    pub(crate) routing: PlainRouting,
    /// How long an offer rings; without it, an agent has a contact at once.
    pub(crate) alert_time: Option<DurationText>,
    /// How long a contact is greeted before it waits.
    pub(crate) greeting: Option<DurationText>,
    /// The bound on waiting contacts.
    pub(crate) limit: Option<Located<LimitFields>>,
    /// The bound on the wait.
    pub(crate) timeout: Option<Located<TimeoutFields>>,
    /// What happens while no agent is there.
    pub(crate) no_agents: Option<Located<NoAgentsFields>>,
    /// When waiting customers are offered to be called back: after so long a wait.
    pub(crate) callback_after: Option<DurationText>,
}

/// Which agents get a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlainRouting {
    /// Who has been idle longest.
    #[default]
    LongestIdle,
    /// The first of the list who is free.
    Serial,
    /// Who answered the fewest.
    RoundRobin,
    /// All who are free; needs an alert time.
    RingAll,
}

/// The bound on waiting contacts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct LimitFields {
    /// How many may wait.
    pub(crate) waiting: u32,
    /// What happens to one more; it ends without it.
    #[serde(default)]
    pub(crate) then: Option<Located<ThenFields>>,
}

/// The bound on the wait.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct TimeoutFields {
    /// How long one may wait.
    pub(crate) after: DurationText,
    /// What happens then; the contact ends without it.
    #[serde(default)]
    pub(crate) then: Option<Located<ThenFields>>,
}

/// While no agent is there.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct NoAgentsFields {
    /// Which contacts are taken out; new ones without it.
    #[serde(default)]
    pub(crate) of: NoAgentsOf,
    /// What happens to them; they end without it.
    #[serde(default)]
    pub(crate) then: Option<Located<ThenFields>>,
}

/// Which contacts the treatment for absent agents takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoAgentsOf {
    /// Those that arrive.
    #[default]
    NewContacts,
    /// Those that arrive and those that wait.
    AllContacts,
}

/// Where a contact goes that an exception takes out of its queue.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ThenFields {
    /// It ends.
    Disconnect,
    /// It enters another queue.
    Queue(Located<String>),
    /// It ends at a target that the figures name so, such as `voicemail`.
    To(String),
}
