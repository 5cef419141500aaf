//! What facts of mid-call media operations carry.

use serde::{Deserialize, Serialize};

use super::{CallConnectionId, CallId, Recognized, ResultInformation, Tone};

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

/// What is said is heard from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayStarted {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The operation, numbered from 1 for each leg.
    pub operation: u64,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// The texts, or the paths of files.
    pub prompt: Vec<String>,
    /// Whether a recognition listens during or after it.
    pub listens: bool,
    /// The result.
    pub result: ResultInformation,
}

/// A play or recognition failed, with its prompt or without.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFailed {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The operation, numbered from 1 for each leg.
    pub operation: u64,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// Which prompt source, from 0, where a prompt failed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failed_play_source_index: Option<u32>,
    /// The result.
    pub result: ResultInformation,
}

/// A recognition understood its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognizeCompleted {
    /// The call.
    pub call: CallId,
    /// The leg.
    pub connection: CallConnectionId,
    /// The operation, numbered from 1 for each leg.
    pub operation: u64,
    /// The request's context.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operation_context: Option<String>,
    /// What was recognized.
    pub recognized: Recognized,
    /// The result.
    pub result: ResultInformation,
}
