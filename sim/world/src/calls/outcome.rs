//! What becomes of calls that the implementation makes or joins, and of those whom it brings in or sends away.
//!
//! These facts come in pairs of the same shape: the good one and the bad one.

use serde::{Deserialize, Serialize};

use super::{CallConnectionId, CallId, InvitationId, ResultInformation};
use crate::RawId;

/// What became of a call that was made or joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOutcome {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The context given at create or connect.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// The result.
    pub result: ResultInformation,
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
