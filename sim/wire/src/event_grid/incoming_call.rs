//! `Microsoft.Communication.IncomingCall`.
//!
//! Source: the Event Grid document of ACS, 2018-01-01; "Azure Communication Services - Voice and video calling events", 2024.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::identifier::CommunicationIdentifier;

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
