//! What must come of a scene.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::record::{AttendantRecord, QueueRecord};

/// What must come of a scene. What is left out is not looked at; what is there is compared, or the case fails.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Expected {
    /// The declaration is refused.
    pub(crate) refused: Option<RefusedAs>,
    /// The declaration is taken.
    pub(crate) accepted: Option<AcceptedAs>,
    /// Every offer: `c1 A 0-6 withdrawn`.
    pub(crate) offers: Option<Vec<String>>,
    /// The record of every call whose first queue has one.
    pub(crate) records: Option<IndexMap<String, QueueRecord>>,
    /// The record of every call whose first attendant has one.
    pub(crate) attendants: Option<IndexMap<String, AttendantRecord>>,
    /// The calls that wait at the end, in the order in which they are served.
    pub(crate) waiting: Option<Vec<String>>,
    /// When calls end.
    pub(crate) ends: Option<IndexMap<String, f64>>,
    /// What happens, in this order among other things; a fact has these members among others.
    pub(crate) facts: Vec<Value>,
    /// What does not happen.
    pub(crate) never: Vec<Value>,
}

/// How a declaration is refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefusedAs {
    /// The field that the error names, or the key that stands in the line that it shows.
    pub(crate) field: String,
    /// What the error says: the range or the cure, and the source.
    pub(crate) says: Vec<String>,
}

/// How a declaration is taken.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct AcceptedAs {
    /// It means the same as this one, laid over the baseline.
    pub(crate) same_as: Option<Value>,
    /// The agents of queues, in their order.
    pub(crate) agents: IndexMap<String, Vec<String>>,
}
