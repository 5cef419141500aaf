//! The envelope of CloudEvents 1.0 in structured form.

use serde::{Deserialize, Serialize};

/// One event with its data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloudEvent<T> {
    /// Names the event.
    pub id: String,
    /// Where it comes from.
    pub source: String,
    /// Its published type, such as `Microsoft.Communication.CallConnected`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// What it says.
    pub data: T,
    /// When it happened, as ISO 8601 with offset.
    pub time: String,
    /// `1.0`.
    pub specversion: String,
    /// The type of the data; Event Grid leaves it out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub datacontenttype: Option<String>,
    /// What it is about.
    pub subject: String,
}
