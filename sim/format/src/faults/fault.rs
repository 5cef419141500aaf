//! One thing that goes wrong, and the list of all.

use std::{borrow::Cow, num::NonZeroU64};

use ringback_world::faults::Effect;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Breaking, Chosen, EventPattern, Losing, Refusal, RequestPattern, fields::Fields};
use crate::duration::DurationText;

/// One thing that goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct Fault {
    /// Its name.
    pub name: String,
    /// Only where it belongs to this contact.
    pub of_contact: Option<u32>,
    /// To what it happens, and what.
    pub strikes: Strikes,
    /// To which of the matches.
    pub chosen: Chosen,
    /// How often at most.
    pub times: Option<NonZeroU64>,
    /// Whether a run needs it to happen.
    pub needed: Use,
}

/// To what a fault happens, and what.
#[derive(Clone, Debug, PartialEq)]
pub enum Strikes {
    /// To an attempt to deliver an event.
    Delivery(EventPattern, OnDelivery),
    /// To a request of the implementation.
    Request(RequestPattern, OnRequest),
}

/// What happens to an attempt to deliver an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDelivery {
    /// It never reaches the implementation.
    Lose(Losing),
    /// It goes out, and once more after a time.
    Duplicate {
        /// The time.
        after: DurationText,
    },
    /// It goes out later.
    Delay {
        /// By how much.
        by: DurationText,
    },
    /// It goes out after the next one of the same connection or subscription.
    Reorder,
    /// It reaches the implementation, whose answer is lost.
    Break,
}

/// What happens to a request of the implementation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnRequest {
    /// It is refused, and nothing happens.
    Refuse(Refusal),
    /// It is handled, and its reply takes so long.
    Slow {
        /// How long.
        by: DurationText,
    },
    /// Its connection is closed without a reply.
    Break(Breaking),
}

/// Whether a run in which a fault never happened is a proper one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It is not: what it was to show was not shown.
    Needed,
    /// It is.
    MayStayUnused,
}

impl OnDelivery {
    /// Gives the word for it.
    pub fn effect(self) -> Effect {
        match self {
            Self::Lose(_) => Effect::Lose,
            Self::Duplicate { .. } => Effect::Duplicate,
            Self::Delay { .. } => Effect::Delay,
            Self::Reorder => Effect::Reorder,
            Self::Break => Effect::Break,
        }
    }
}

impl OnRequest {
    /// Gives the word for it.
    pub fn effect(self) -> Effect {
        match self {
            Self::Refuse(_) => Effect::Refuse,
            Self::Slow { .. } => Effect::Slow,
            Self::Break(_) => Effect::Break,
        }
    }
}

impl JsonSchema for Fault {
    fn schema_name() -> Cow<'static, str> {
        "Fault".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Fields::json_schema(generator)
    }
}

/// Faults in their order, each with a name of its own: of those that a match is meant for, the first one happens.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Faults(
    /// The faults.
    pub Vec<Fault>,
);

impl<'de> Deserialize<'de> for Faults {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let faults = Vec::<Fault>::deserialize(deserializer)?;
        for (place, fault) in faults.iter().enumerate() {
            if faults[..place].iter().any(|other| other.name == fault.name) {
                let message = format!(
                    "two faults are named `{}`; give one another name",
                    fault.name
                );
                return Err(de::Error::custom(message));
            }
        }
        Ok(Self(faults))
    }
}

impl JsonSchema for Faults {
    fn schema_name() -> Cow<'static, str> {
        "Faults".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<Fault>::json_schema(generator)
    }
}
