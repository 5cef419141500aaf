//! What facts about a leg's call, and about those who come and go, carry.
//!
//! Most come in pairs of the same shape: the good one and the bad one.

use serde::{Deserialize, Serialize};

use super::{CallConnectionId, CallId, InvitationId, ResultInformation, Roster};
use crate::RawId;

/// What became of a leg, or of the call that it was to make, join or send on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOutcome {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The context given at answer, create or connect; of a transfer its own.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// The result.
    pub result: ResultInformation,
}

/// The target has taken a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallTransferAccepted {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// To whom.
    pub transfer_target: RawId,
    /// Who was transferred.
    pub transferee: RawId,
    /// The result.
    pub result: ResultInformation,
}

/// Who is in the call now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantsUpdated {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// From 1 for each leg.
    pub sequence_number: u32,
    /// Everyone.
    pub participants: Roster,
}

/// What became of somebody who was to come or go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantOutcome {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The operation, numbered from 1 for each leg.
    pub operation: u64,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// Who.
    pub participant: RawId,
    /// The result.
    pub result: ResultInformation,
}

/// What became of the withdrawal of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationOutcome {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The operation, numbered from 1 for each leg.
    pub operation: u64,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// Which.
    pub invitation: InvitationId,
    /// The result.
    pub result: ResultInformation,
}
