//! `CallStarted`, `CallEnded`, `CallParticipantAdded` and `CallParticipantRemoved`.
//!
//! Source: the Event Grid models of the SDKs, 2025, which the document 2018-01-01 does not have yet; "Azure Communication Services -
//! Voice and video calling events", 2024.

use serde::{Deserialize, Serialize};

use crate::identifier::CommunicationIdentifier;

/// What all four say; the data of `Microsoft.Communication.CallStarted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// Who placed the call.
    pub started_by: CallParticipant,
    /// The call's public name.
    pub server_call_id: String,
    /// The group that it belongs to; zeros for a call that was placed.
    pub group: CallGroup,
    /// Whether it is between two parties.
    pub is_two_party: bool,
    /// One id for all events of the call.
    pub correlation_id: String,
    /// Whether it takes place in a room.
    pub is_rooms_call: bool,
}

/// The data of `Microsoft.Communication.CallEnded`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallEnded {
    /// Which call.
    #[serde(flatten)]
    pub call: Call,
    /// Who ended it.
    pub ended_by: CallEndedBy,
    /// Why it ended.
    pub reason: CallEndReason,
    /// How long it lasted, in seconds.
    pub call_duration_in_seconds: f64,
}

/// The data of `Microsoft.Communication.CallParticipantAdded` and `…Removed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallParticipantChanged {
    /// Which call.
    #[serde(flatten)]
    pub call: Call,
    /// Who came or went.
    pub user: CallParticipant,
    /// The name that they show, or an empty text.
    pub display_name: String,
    /// Names them in this call.
    pub participant_id: String,
    /// What they call with.
    pub user_agent: String,
}

/// Someone in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallParticipant {
    /// Who.
    pub communication_identifier: CommunicationIdentifier,
    /// What they may do in the call.
    pub role: CallParticipantRole,
}

/// What someone may do in a call; the names are those of the calling SDKs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CallParticipantRole {
    /// There are no roles outside rooms and meetings.
    Unknown,
}

/// The group of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallGroup {
    /// Its id.
    pub id: String,
}

/// Who ended a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallEndedBy {
    /// Who; absent where the service did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub communication_identifier: Option<CommunicationIdentifier>,
    /// What they are.
    #[serde(rename = "type")]
    pub kind: CallEndedByKind,
    /// The name that they show, or an empty text.
    pub name: String,
}

/// What ended a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CallEndedByKind {
    /// Someone in it.
    Participant,
    /// The service.
    MicrosoftInternal,
}

/// Why a call ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallEndReason {
    /// SIP-like; 0 for a normal end.
    pub code: u16,
    /// The reason.
    pub sub_code: u32,
    /// The code in words.
    pub phrase: String,
}
