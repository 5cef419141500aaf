//! The envelope of Event Grid and its handshake.
//!
//! Source: "Azure Event Grid event schema" and "Endpoint validation with Event Grid event schema", 2024.

use serde::{Deserialize, Serialize};

/// One event in the Event Grid schema; delivered in an array.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventGridEvent<T> {
    /// Names the event.
    pub id: String,
    /// The resource that it comes from.
    pub topic: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub data: T,
    /// Its published type.
    pub event_type: String,
    /// `1.0`; the handshake has `1`.
    pub data_version: String,
    /// `1`.
    pub metadata_version: String,
    /// When it happened, in UTC.
    pub event_time: String,
}

/// The data of `Microsoft.EventGrid.SubscriptionValidationEvent`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionValidation {
    /// To be sent back as `validationResponse`.
    pub validation_code: String,
    /// Or to be visited.
    pub validation_url: String,
}
