//! Event Grid: its own envelope, the handshake, and the data of the events that ACS publishes there.
//!
//! Source: "Azure Event Grid event schema" and "Azure Communication Services as an Event Grid source", 2024.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::identifier::CommunicationIdentifier;

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

/// The data of `Microsoft.Communication.IncomingCall`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IncomingCall {
    /// Whom the call is for.
    pub to: CommunicationIdentifier,
    /// Who calls.
    pub from: CommunicationIdentifier,
    /// The call's public name.
    pub server_call_id: String,
    /// The caller's shown name, or an empty text.
    pub caller_display_name: String,
    /// Headers that travel with the call.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub custom_context: Option<IncomingCallCustomContext>,
    /// Handed back to answer, reject or redirect.
    pub incoming_call_context: String,
    /// One id for all events of the call.
    pub correlation_id: String,
}

/// Headers that travelled with an incoming call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IncomingCallCustomContext {
    /// `user-To-User` and `X-MS-Custom-…`.
    pub sip_headers: BTreeMap<String, String>,
    /// Free keys.
    pub voip_headers: BTreeMap<String, String>,
}
