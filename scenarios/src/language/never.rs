//! What must not happen.

use ringback_format::yaml::{Located, Node, NodeError, Value, from_node};
use serde::Deserialize;

use super::{ExchangePattern, FactPattern, Pattern, Status, When, fact_names};

/// What must not happen.
#[derive(Clone, Debug)]
pub(crate) enum Never {
    /// A fact.
    Fact(FactPattern),
    /// An attempt to deliver an event that ends so.
    Delivery(DeliveryPattern),
    /// An exchange.
    Exchange(ExchangePattern),
    /// An event that a customer sees.
    Seen(Box<When>),
}

/// Which attempts to deliver an event.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct DeliveryPattern {
    /// The status of the answer.
    #[serde(default)]
    pub(crate) status: Option<Status>,
    /// What the published event type must hold.
    #[serde(default)]
    pub(crate) event_type: Option<Pattern>,
}

const KEYS: [&str; 3] = ["fact", "delivery", "exchange"];
const SEEN: [&str; 5] = ["chat", "call", "prompt", "listening", "voicemail"];

impl Never {
    /// Reads one entry.
    pub(crate) fn from_node(node: &Node) -> Result<Self, NodeError> {
        let word = match &node.value {
            Value::Scalar { text, .. } => Some(text.as_str()),
            Value::Mapping(entries) if entries.len() == 1 => entries[0].0.as_text(),
            Value::Mapping(_) | Value::Sequence(_) => None,
        };
        let Some(word) = word else {
            return Err(NodeError::at(node.place, "an entry of `never` is one word, or one key with its value")
                .expected("the name of a fact, or one of the keys `fact`, `delivery`, `exchange`, `chat`, `call`, `prompt` and `voicemail`"));
        };
        let value = node.get(word);
        match (word, value) {
            ("fact", Some(value)) => Ok(Self::Fact(from_node(value)?)),
            ("delivery", Some(value)) => Ok(Self::Delivery(from_node(value)?)),
            ("exchange", Some(value)) => Ok(Self::Exchange(from_node(value)?)),
            (name, None) if fact_names().contains(&name) => Ok(Self::Fact(FactPattern {
                name: Located {
                    place: node.place,
                    value: name.to_owned(),
                },
                fields: indexmap::IndexMap::new(),
                of_contact: None,
            })),
            (word, _) if SEEN.contains(&word) => Ok(Self::Seen(Box::new(from_node(node)?))),
            (word, None) => {
                let known = fact_names().iter().copied().chain(SEEN);
                let mut error = NodeError::unknown(node.place, "fact", word, known);
                error.expected = Some(
                    "the name of a fact, such as `redirected`, `abandoned` or `answer-failed`"
                        .to_owned(),
                );
                Err(error)
            }
            (word, Some(_)) => {
                let place = node
                    .entries()
                    .next()
                    .map_or(node.place, |(key, _)| key.place);
                Err(NodeError::unknown(
                    place,
                    "key",
                    word,
                    KEYS.into_iter().chain(SEEN),
                ))
            }
        }
    }
}
