//! What calls answer, and why they refuse.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CallConnectionId, CallId, IncomingCallContext, InvitationId, ServerCallId};
use crate::{Guid, RawId};

/// The state of a leg, as published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionState {
    /// Answered, and its events not out yet.
    Unknown,
    /// On its way.
    Connecting,
    /// Up.
    Connected,
    /// A transfer runs.
    Transferring,
    /// The transfer was taken.
    TransferAccepted,
    /// On its way down.
    Disconnecting,
    /// Down.
    Disconnected,
}

/// What the published API shows of a leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionView {
    /// The leg.
    pub connection: CallConnectionId,
    /// The call.
    pub call: CallId,
    /// The call's public name; absent until it is connected for legs that were created.
    pub server_call_id: Option<ServerCallId>,
    /// Who else is called.
    pub targets: Vec<RawId>,
    /// The state.
    pub state: ConnectionState,
    /// The leg's own identity or the caller.
    pub source: Option<RawId>,
    /// The caller's shown name.
    pub source_display_name: Option<String>,
    /// The caller id used.
    pub source_caller_id_number: Option<String>,
    /// One id for all events of the call.
    pub correlation_id: Guid,
    /// The identity that answered.
    pub answered_by: Option<RawId>,
    /// The number that was dialled.
    pub answered_for: Option<String>,
}

/// What calls answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A call was placed.
    Placed {
        /// Its number.
        call: CallId,
        /// Where it rings at the implementation, the token to answer it with.
        incoming_call_context: Option<IncomingCallContext>,
    },
    /// A leg.
    Connection(Box<ConnectionView>),
    /// An operation was accepted for processing; the request's context is echoed.
    OperationContext(Option<String>),
    /// Somebody was invited.
    Invited {
        /// Whom.
        participant: RawId,
        /// The invitation.
        invitation: InvitationId,
        /// The request's context.
        operation_context: Option<String>,
    },
}

/// Why calls refused. The published code of each is its sub-code as a text.
///
/// Source: "Call Automation SDK troubleshooting codes", Azure Communication Services documentation, 2025.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// 400 / 8523: a field is missing or malformed.
    #[error("{field}: {why}")]
    Invalid {
        /// The field, as published.
        field: String,
        /// What is allowed.
        why: String,
    },
    /// 400 / 8501: the leg is not established yet.
    #[error("action is invalid when call is not in Established state")]
    NotEstablished,
    /// 400 / 8528: the call ended a moment ago.
    #[error("action is invalid, call already terminated")]
    AlreadyTerminated,
    /// 400 / 8585: not valid in this state.
    #[error("action is not valid while the call is {0}")]
    WrongState(String),
    /// 400 / 8567: speech was asked for and no speech service was named at call setup.
    #[error(
        "no speech service is linked to the call; name one at answer in callIntelligenceOptions"
    )]
    NoSpeechService,
    /// 400 / 8582: nothing to say.
    #[error("the text to play is empty")]
    EmptyText,
    /// 403 / 7507: another resource's call, or a caller id that is not owned.
    #[error("the call belongs to another resource")]
    NotOwned,
    /// 404 / 8522: unknown call, participant or context.
    #[error("{what} not found")]
    NotFound {
        /// `Call`, `Participant`, `Incoming call context`.
        what: String,
    },
    /// 405 / 8520: not supported for this kind of party.
    #[error("{0}")]
    NotSupported(String),
    /// 409 / 8607: a transfer already runs.
    #[error("a transfer is already in progress")]
    TransferInProgress,
    /// 409 / 8519: something else is done to the call at the same time.
    #[error("another action on the call is in progress")]
    InParallel,
    /// 412 / 8583: not compatible with what runs.
    #[error(
        "the operation is not compatible with one that runs or is queued for the same participant"
    )]
    MediaConflict,
    /// A person tried something that their side of the call does not allow.
    #[error("{party} cannot {act}: {why}")]
    Party {
        /// Who.
        party: RawId,
        /// What.
        act: String,
        /// Why not.
        why: String,
    },
}
