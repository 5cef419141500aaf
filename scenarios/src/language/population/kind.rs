//! Kinds of customers: what they want, what they bear, and how long they talk.

use std::fmt;

use indexmap::IndexMap;
use ringback_format::{action::Action, faults::Share, yaml::Located};
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess},
};

use super::ArriveFields;
use crate::language::{Draw, Entry, Patience, Phone};

/// A kind of customers.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct KindFields {
    /// Which share of the population's arrivals they are.
    #[serde(default)]
    pub(crate) share: Option<Located<Share>>,
    /// When they set out, where they do not come with the others.
    #[serde(default)]
    pub(crate) arrive: Option<Located<ArriveFields>>,
    /// By which channels they come, by shares; by phone without it.
    #[serde(default)]
    #[schemars(with = "Option<IndexMap<Channel, Share>>")]
    pub(crate) channels: Option<Located<IndexMap<Channel, Share>>>,
    /// The bot that serves them first.
    #[serde(default)]
    pub(crate) bot: Option<Located<BotFields>>,
    /// The queue that they want, or several by shares. In `plan`, and in `test` and `load` where no `do` says more.
    #[serde(default)]
    pub(crate) queue: Option<Located<Goes>>,
    /// Their priority in the queue, from 1 (very high) to 5 (very low).
    #[serde(default)]
    pub(crate) priority: Option<Located<u8>>,
    /// How long each waits before they give up; unlimited without it.
    #[serde(default)]
    pub(crate) patience: Patience,
    /// Whether they come again.
    #[serde(default)]
    pub(crate) retries: Option<Located<RetriesFields>>,
    /// Whether they let themselves be called back where the queue offers it.
    #[serde(default)]
    pub(crate) callback: Option<Located<CallbackFields>>,
    /// What each does when their own phone rings (`test` and `load`).
    #[serde(default)]
    pub(crate) answers: Option<Phone>,
    /// What each does on setting out (`test` and `load`).
    #[serde(default, rename = "do")]
    pub(crate) actions: Vec<Located<Action>>,
    /// What each sees and does (`test` and `load`).
    #[serde(default)]
    pub(crate) observe: Vec<Located<Entry>>,
}

/// How a contact comes.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A call from a phone.
    Phone,
    /// A call over the internet.
    Voip,
    /// A call with video.
    Video,
    /// A chat.
    Chat,
    /// Text messages.
    Sms,
    /// WhatsApp messages.
    Whatsapp,
    /// Email.
    Email,
}

/// The queue that a contact goes to: a name, or names with their shares.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Goes(pub(crate) Vec<(Located<String>, f64)>);

/// A bot in front of the queue.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct BotFields {
    /// How long a session takes.
    pub(crate) takes: Draw,
    /// Which share of the sessions it serves to the end; none without it.
    #[serde(default)]
    pub(crate) contains: Option<Share>,
    /// Which share of the sessions the customer leaves; none without it.
    #[serde(default)]
    pub(crate) abandons: Option<Share>,
    /// By which channel a customer comes to an agent whom the bot hands over; by their own without it.
    #[serde(default)]
    pub(crate) hands_over_by: Option<Channel>,
}

/// Coming again.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RetriesFields {
    /// The chance that one comes again.
    pub(crate) chance: Share,
    /// After which time.
    pub(crate) after: Draw,
    /// How often at most; 10 without it.
    #[serde(default)]
    pub(crate) at_most: Option<Located<u32>>,
    /// After what; after giving up and after finding all busy without it.
    #[serde(default)]
    pub(crate) on: Vec<RetryOn>,
}

/// After what a customer comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RetryOn {
    /// After giving up.
    Abandoned,
    /// After an end without an answer: overflow, time-out, no agents.
    Busy,
}

/// Being called back.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct CallbackFields {
    /// The chance that one accepts the offer.
    pub(crate) accepts: Share,
}

/// How long agents talk with contacts, and wrap up. Of several entries the first that fits holds.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct HandlingFields {
    /// Of which kind of customers; any without it.
    pub(crate) kind: Option<Located<String>>,
    /// Of which channel; any without it.
    pub(crate) channel: Option<Located<Channel>>,
    /// From which queue; any without it.
    pub(crate) queue: Option<Located<String>>,
    /// By which group of agents; any without it.
    pub(crate) group: Option<Located<String>>,
    /// How long they talk.
    pub(crate) talks: Option<Draw>,
    /// How long agents are busy afterwards.
    pub(crate) wrap_up: Option<Draw>,
}

impl<'de> Deserialize<'de> for Goes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Goes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a queue's name, or names with their shares, such as { billing: 70%, sales: 30% }",
        )
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Goes, E> {
        let name = Located {
            value: name.to_owned(),
            ..Located::default()
        };
        Ok(Goes(vec![(name, 1.0)]))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Goes, A::Error> {
        let mut queues = Vec::new();
        while let Some((name, share)) = map.next_entry::<Located<String>, Share>()? {
            queues.push((name, share.value()));
        }
        if queues.is_empty() {
            return Err(de::Error::invalid_length(0, &"one queue or more"));
        }
        Ok(Goes(queues))
    }
}
