//! A case's file as a whole, its parameters filled in.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use ringback_format::{action::Action, duration::DurationText, faults::Fault, yaml::Located};
use schemars::JsonSchema;
use serde::{Deserialize, de::IgnoredAny};

use super::{
    AgentBehaviour, Customer, ExpectFields, Start, When,
    load::LoadFields,
    population::{CapacityFields, PlainQueueFields, PopulationFields, StaffFields},
    schema::{CustomersSchema, WorldSchema},
};

/// The keys of a scenario file. `world`, `cases` and `never` are read before; they stand here to be known.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Document {
    /// Its name.
    pub(crate) scenario: String,
    /// What it is about.
    #[serde(default)]
    pub(crate) about: String,
    /// The rules that it checks.
    #[serde(default)]
    pub(crate) rules: Vec<Located<String>>,
    /// The civil time at the start.
    #[serde(default)]
    pub(crate) start: Option<Start>,
    /// How long the run may take in simulated time.
    #[serde(default)]
    pub(crate) limit: Option<DurationText>,
    /// What the implementation's environment holds besides.
    #[serde(default)]
    pub(crate) implementation_environment: BTreeMap<String, String>,
    /// The one customer.
    #[serde(default)]
    pub(crate) customer: Option<Located<Customer>>,
    /// Several customers, by groups.
    #[serde(default)]
    #[schemars(with = "CustomersSchema")]
    pub(crate) customers: Vec<Located<Customer>>,
    /// What agents do by themselves.
    #[serde(default)]
    #[schemars(with = "IndexMap<String, AgentBehaviour>")]
    pub(crate) agents: IndexMap<Located<String>, AgentBehaviour>,
    /// Many customers.
    #[serde(default)]
    pub(crate) population: Option<Located<PopulationFields>>,
    /// Groups of agents by name.
    #[serde(default)]
    #[schemars(with = "IndexMap<String, StaffFields>")]
    pub(crate) staff: IndexMap<Located<String>, Located<StaffFields>>,
    /// Plain queues by name, instead of the Teams queues of the world; for `plan` alone.
    #[serde(default)]
    #[schemars(with = "IndexMap<String, PlainQueueFields>")]
    pub(crate) queues: IndexMap<Located<String>, Located<PlainQueueFields>>,
    /// How a capacity run is measured.
    #[serde(default)]
    pub(crate) capacity: CapacityFields,
    /// How hard `ringback load` drives an implementation, and what it must stand.
    #[serde(default)]
    pub(crate) load: LoadFields,
    /// What people see and do.
    #[serde(default)]
    pub(crate) observe: Vec<Located<Entry>>,
    /// What goes wrong between the implementation and the service.
    #[serde(default)]
    pub(crate) faults: Vec<Located<Fault>>,
    /// What must hold at the end.
    #[serde(default)]
    pub(crate) expect: Vec<Located<ExpectFields>>,
    #[serde(default, rename = "world")]
    #[schemars(with = "WorldSchema")]
    _world: Option<IgnoredAny>,
    #[serde(default, rename = "never")]
    #[schemars(with = "Vec<serde_json::Value>")]
    _never: Option<IgnoredAny>,
    #[serde(default, rename = "cases")]
    #[schemars(with = "IndexMap<String, Option<IndexMap<String, serde_json::Value>>>")]
    _cases: Option<IgnoredAny>,
}

/// An observation: when its event is seen, its actions are done.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Entry {
    /// Who sees it; the customer without it.
    #[serde(default)]
    pub(crate) actor: Option<Located<String>>,
    /// The event.
    #[serde(default)]
    pub(crate) when: Option<Located<When>>,
    /// Within which time it must be seen, from the end of what the actor did before.
    #[serde(default)]
    pub(crate) within: Option<DurationText>,
    /// How often it is seen before the next entry's turn; once without it.
    #[serde(default)]
    pub(crate) times: Option<Located<u32>>,
    /// What the actor then does.
    #[serde(default, rename = "do")]
    pub(crate) actions: Vec<Located<Action>>,
    /// The rule that `within` checks.
    #[serde(default)]
    pub(crate) rule: Option<Located<String>>,
    /// Entries that may be seen in any order.
    #[serde(default)]
    pub(crate) any_order: Vec<Located<Entry>>,
}
