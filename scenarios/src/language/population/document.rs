//! The section `population` of a scenario.

use indexmap::IndexMap;
use ringback_format::{duration::DurationText, yaml::Located};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ArriveFields, HandlingFields, KindFields};

/// Many customers: when they come, of which kinds they are, and what they need.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PopulationFields {
    /// How long customers set out.
    pub(crate) lasts: Located<DurationText>,
    /// How much of it does not count in figures of `plan` and `load`; nothing without it.
    #[serde(default)]
    pub(crate) warm_up: Option<Located<DurationText>>,
    /// The length of the intervals of figures; 30 minutes without it.
    #[serde(default)]
    pub(crate) interval: Option<Located<DurationText>>,
    /// When they set out, all kinds with a share together.
    #[serde(default)]
    pub(crate) arrive: Option<Located<ArriveFields>>,
    /// The kinds of customers.
    #[schemars(with = "IndexMap<String, KindFields>")]
    pub(crate) kinds: IndexMap<Located<String>, Located<KindFields>>,
    /// How long agents talk and wrap up; where nothing here fits, what `agents` says holds.
    #[serde(default)]
    pub(crate) handling: Vec<Located<HandlingFields>>,
}
