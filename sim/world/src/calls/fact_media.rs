//! What facts of operations that are not plays or recognitions carry.

use serde::{Deserialize, Serialize};

use super::{CallConnectionId, CallId, ResultInformation, Tone};

/// What is told of an operation of a leg when it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationEnded {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The operation, numbered from 1 for each leg.
    pub operation: u64,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// The result.
    pub result: ResultInformation,
}

/// A key that a leg follows was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToneReceived {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The operation that began it, numbered from 1 for each leg.
    pub operation: u64,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// From 1, one more for each key.
    pub sequence_id: u32,
    /// Which key.
    pub tone: Tone,
    /// The result.
    pub result: ResultInformation,
}
