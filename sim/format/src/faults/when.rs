//! To what a fault happens, as it is written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EventPattern, RequestPattern};

/// To what a fault happens: an event that goes out, or a request of the implementation. Exactly one of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct When {
    /// Each attempt to deliver such an event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) deliver: Option<EventPattern>,
    /// Each such request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) request: Option<RequestPattern>,
    /// Only where it belongs to this contact; contacts count from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub(super) of_contact: Option<u32>,
}
