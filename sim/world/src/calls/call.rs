//! One call as the state keeps it: its members, its rings, the implementation's legs.

use super::{
    ApiVersion, CallConnectionId, CallId, CustomContext, Ended, IncomingCallContext, ServerCallId,
    SpeechService, condition::Condition, continuous_dtmf::Follow, operation::Operation,
};
use ringback_engine::WakeId;

use crate::{Contact, Guid, RawId, Time};

/// One call.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) id: CallId,
    pub(super) from: RawId,
    pub(super) to: RawId,
    pub(super) display_name: Option<String>,
    pub(super) custom_context: Option<CustomContext>,
    pub(super) contact: Option<Contact>,
    pub(super) placed_at: Time,
    pub(super) correlation_id: Guid,
    pub(super) server_call_id: ServerCallId,
    pub(super) phase: Phase,
    pub(super) members: Vec<Member>,
    pub(super) legs: Vec<CallConnectionId>,
    pub(super) ring: Option<Ring>,
    pub(super) contexts: Vec<IncomingCallContext>,
}

/// How far a call has come.
#[derive(Debug)]
pub(super) enum Phase {
    /// Nobody has taken it yet.
    Ringing,
    /// Two or more are in it.
    Connected,
    /// It is over for everyone.
    Ended {
        /// How.
        ended: Ended,
    },
}

/// A person or voice app of a call; the implementation's legs are kept apart.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) id: RawId,
    pub(super) side: Side,
    pub(super) state: MemberState,
    pub(super) condition: Condition,
}

/// Which side a member came in on: the sub-code of a hang-up by phone tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// They called.
    Caller,
    /// They were called.
    Called,
}

/// Where a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MemberState {
    /// Hears the ringing tone.
    Calling,
    /// In the call.
    Connected,
    /// No longer.
    Left,
}

/// Something rings on behalf of a call.
#[derive(Debug)]
pub(super) struct Ring {
    pub(super) target: RawId,
    pub(super) at: RingAt,
    pub(super) purpose: Purpose,
    pub(super) custom_context: Option<CustomContext>,
    pub(super) timers: Vec<WakeId>,
}

/// Where it rings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RingAt {
    /// At the implementation, by this token.
    Implementation(IncomingCallContext),
    /// At a Teams voice app.
    VoiceApp,
    /// At a person.
    FarEnd,
}

/// What for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The call itself.
    Dial,
    /// A transfer.
    Transfer(TransferRun),
}

/// A transfer under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TransferRun {
    pub(super) connection: CallConnectionId,
    pub(super) transferee: RawId,
    pub(super) operation_context: Option<String>,
}

/// One leg of the implementation.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) call: CallId,
    pub(super) resource: String,
    pub(super) identity: RawId,
    pub(super) target: RawId,
    pub(super) version: ApiVersion,
    pub(super) speech: SpeechService,
    pub(super) operation_context: Option<String>,
    pub(super) state: LegState,
    pub(super) sequence: u32,
    pub(super) operations: Vec<Operation>,
    pub(super) operations_made: u64,
    pub(super) follows: Vec<Follow>,
    pub(super) condition: Condition,
}

/// Where a leg stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LegState {
    /// Up.
    Connected,
    /// A transfer rings; it is kept with this call.
    Transferring(CallId),
    /// Down since then.
    Down(Time),
}

/// A token by which an incoming call can be answered.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) call: CallId,
    pub(super) resource: String,
    pub(super) target: RawId,
    pub(super) fate: Fate,
}

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It can be used.
    Ringing,
    /// It was used.
    Answered,
    /// It was used.
    Rejected,
    /// It was used.
    Redirected,
    /// Nobody used it in time.
    TimedOut,
    /// The caller went away first.
    Cancelled,
}

impl Call {
    /// Finds a member that has not left.
    pub(super) fn member(&self, id: &RawId) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| member.id == *id && member.state != MemberState::Left)
    }

    /// Names everyone but the implementation who is in the call.
    pub(super) fn connected(&self) -> impl Iterator<Item = &RawId> {
        self.members
            .iter()
            .filter(|member| member.state == MemberState::Connected)
            .map(|member| &member.id)
    }

    pub(super) fn is_connected(&self, id: &RawId) -> bool {
        self.connected().any(|other| other == id)
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Ended { .. })
    }
}

impl Ring {
    pub(super) fn is_at_implementation(&self) -> bool {
        match self.at {
            RingAt::Implementation(_) => true,
            RingAt::VoiceApp | RingAt::FarEnd => false,
        }
    }
}

impl Leg {
    pub(super) fn is_up(&self) -> bool {
        match self.state {
            LegState::Connected | LegState::Transferring(_) => true,
            LegState::Down(_) => false,
        }
    }
}
