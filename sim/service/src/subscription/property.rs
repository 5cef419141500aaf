//! Headers that a subscription sends with every event.
//!
//! Source: "Event Grid event subscriptions - Set custom headers on delivered events", 2024.

use serde_json::Value;

use super::Seen;

/// A header that goes with every event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryProperty {
    /// The header's name.
    pub name: String,
    /// What it says.
    pub value: PropertyValue,
}

/// What a header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyValue {
    /// Always the same.
    Static {
        /// What.
        value: String,
        /// Whether it may be shown.
        secrecy: Secrecy,
    },
    /// What a field of the event says.
    Dynamic {
        /// The field, spelled like the key of a filter.
        source_field: String,
    },
}

/// Whether a value may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// It may.
    Open,
    /// It may not.
    Secret,
}

impl DeliveryProperty {
    /// How many headers a subscription may add.
    pub const MOST: usize = 10;
    /// How long the value of a header may be, in bytes.
    pub const LONGEST: usize = 4096;

    /// Tells whether the header's value may not be shown.
    pub fn is_secret(&self) -> bool {
        match &self.value {
            PropertyValue::Static { secrecy, .. } => *secrecy == Secrecy::Secret,
            PropertyValue::Dynamic { .. } => false,
        }
    }

    /// Tells what the header says of an event; nothing where the event lacks the field.
    pub(crate) fn value_for(&self, event: &Seen<'_>) -> Option<String> {
        match &self.value {
            PropertyValue::Static { value, .. } => Some(value.clone()),
            PropertyValue::Dynamic { source_field } => match &*event.find(source_field)? {
                Value::Null => None,
                Value::String(text) => Some(text.clone()),
                other
                @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                    Some(other.to_string())
                }
            },
        }
    }
}
