//! Groups of agents: how many, in which queues, and when they work.

use std::fmt;

use ringback_format::{duration::DurationText, faults::Share, yaml::Located};
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess},
};

use super::{CivilTime, Steps};
use crate::language::Draw;

/// A group of agents who work alike.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct StaffFields {
    /// How many there are, or the names of people of the world; as many as the shifts need without it.
    #[serde(default)]
    pub(crate) agents: Option<Located<Agents>>,
    /// The queues of which they are members. In each, groups stand in the order of the file.
    pub(crate) queues: Vec<Located<String>>,
    /// When they work; all the time without shifts and `on-duty`.
    #[serde(default)]
    pub(crate) shifts: Vec<Located<ShiftFields>>,
    /// How many of them work from each time of day on, instead of shifts.
    #[serde(default)]
    pub(crate) on_duty: Option<Located<Steps<u32>>>,
    /// Which share of the time on duty an agent is not there for contacts: meetings, training.
    #[serde(default)]
    pub(crate) shrinkage: Option<Located<ShrinkageFields>>,
    /// The chance that an agent does not come at all on a day.
    #[serde(default)]
    pub(crate) absence: Option<Share>,
    /// The chance that an agent declines an offer.
    #[serde(default)]
    pub(crate) declines: Option<Share>,
    /// The chance that an agent lets an offer ring.
    #[serde(default)]
    pub(crate) misses: Option<Share>,
    /// How many chats and messages an agent serves at once; one without it. Calls need a whole agent.
    #[serde(default)]
    pub(crate) chats: Option<Located<u32>>,
    /// What an hour of one agent costs.
    #[serde(default)]
    pub(crate) cost_per_hour: Option<Located<f64>>,
    /// How long they stay and stay away in turn, by chance, instead of shifts.
    #[serde(default)]
    pub(crate) comes_and_goes: Option<ComesAndGoes>,
}

/// Staying and being away in turn.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ComesAndGoes {
    /// How long an agent stays.
    pub(crate) stays: Draw,
    /// How long an agent is away. An agent whose stay ends during a contact finishes it first.
    pub(crate) away: Draw,
}

/// How many agents, or who.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Agents {
    /// So many; the harness names them after the group.
    Count(u32),
    /// People of the world.
    Named(Vec<Located<String>>),
}

/// A shift.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ShiftFields {
    /// When it begins.
    pub(crate) from: Located<CivilTime>,
    /// When it ends.
    pub(crate) to: Located<CivilTime>,
    /// How many of the group work it; all without it.
    #[serde(default)]
    pub(crate) agents: Option<Located<u32>>,
    /// Its breaks.
    #[serde(default)]
    pub(crate) breaks: Vec<Located<BreakFields>>,
}

/// A break.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct BreakFields {
    /// When it begins, from the beginning of the shift.
    pub(crate) after: DurationText,
    /// How long it is.
    #[serde(rename = "for")]
    pub(crate) lasts: DurationText,
    /// Over which time the agents of the shift begin it one after another; all at once without it.
    #[serde(default)]
    pub(crate) staggered_over: Option<DurationText>,
}

/// Time on duty without contacts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ShrinkageFields {
    /// The share, below 100%.
    pub(crate) share: Share,
    /// How long one absence takes on average; 15 minutes without it.
    #[serde(default)]
    pub(crate) away_for: Option<Draw>,
}

impl<'de> Deserialize<'de> for Agents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AgentsVisitor)
    }
}

struct AgentsVisitor;

impl<'de> de::Visitor<'de> for AgentsVisitor {
    type Value = Agents;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a number of agents such as 12, or names of people of the world such as [ana, bo]",
        )
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<Agents, E> {
        u32::try_from(count)
            .map(Agents::Count)
            .map_err(|_| E::invalid_value(de::Unexpected::Unsigned(count), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Agents, E> {
        match text.parse() {
            Ok(count) => Ok(Agents::Count(count)),
            Err(_) => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Agents, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Agents::Named(names))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Agents, A::Error> {
        Err(de::Error::invalid_type(de::Unexpected::Map, &self))
    }
}
