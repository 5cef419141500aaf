//! One call as the state keeps it: its members, its rings, the implementation's legs.

use super::{
    ApiVersion, CallConnectionId, CallId, CallerId, CustomContext, Ended, IncomingCallContext,
    InvitationId, ServerCallId, SpeechService,
    condition::Condition,
    continuous_dtmf::Follow,
    operation::Operation,
    rings::{Ring, RingId},
};
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
    pub(super) rings: Vec<Ring>,
    pub(super) rings_made: u32,
    pub(super) grown: Grown,
    pub(super) contexts: Vec<IncomingCallContext>,
    /// Who records it, on the Teams side.
    pub(super) recorded_by: Vec<RawId>,
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

/// Whether more than two have ever been in a call at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grown {
    /// No.
    No,
    /// They have: its last ones leave a group call.
    ToGroup,
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

/// One leg of the implementation.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) call: CallId,
    pub(super) resource: String,
    /// Whom it stands for in the call: what `answeredBy` and `source` show.
    pub(super) identity: RawId,
    /// As whom others see it in the call: its identity, or the number that was called to reach it.
    pub(super) seen_as: RawId,
    pub(super) version: ApiVersion,
    pub(super) speech: SpeechService,
    pub(super) operation_context: Option<String>,
    pub(super) state: LegState,
    pub(super) sequence: u32,
    pub(super) origin: Origin,
    pub(super) operations: Vec<Operation>,
    pub(super) operations_made: u64,
    pub(super) follows: Vec<Follow>,
    pub(super) condition: Condition,
    pub(super) invitations: Vec<InvitationId>,
}

/// How a leg came to be.
#[derive(Debug)]
pub(super) enum Origin {
    /// The implementation answered what was for this target.
    Answered { target: RawId },
    /// The implementation called these.
    Created {
        targets: Vec<RawId>,
        caller: CallerId,
    },
    /// The implementation joined a call that went on.
    Joined,
}

/// A leg as it begins.
#[derive(Debug)]
pub(super) struct NewLeg {
    pub(super) resource: String,
    pub(super) identity: Option<RawId>,
    pub(super) seen_as: Option<RawId>,
    pub(super) version: ApiVersion,
    pub(super) speech: SpeechService,
    pub(super) operation_context: Option<String>,
    pub(super) state: LegState,
    pub(super) origin: Origin,
}

/// Where a leg stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LegState {
    /// The implementation calls, and nobody has answered yet.
    Connecting,
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
    /// Somebody else has the call.
    AnsweredElsewhere,
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

    pub(super) fn ring(&self, number: RingId) -> Option<&Ring> {
        self.rings.iter().find(|ring| ring.number == number)
    }

    /// Finds what rings by this token.
    pub(super) fn ring_by_token(&self, context: &IncomingCallContext) -> Option<RingId> {
        let ring = self.rings.iter().find(|ring| ring.token() == Some(context));
        ring.map(|ring| ring.number)
    }

    /// Tells whether it rings for somebody.
    pub(super) fn rings_for(&self, target: &RawId) -> bool {
        self.rings.iter().any(|ring| ring.target == *target)
    }

    /// Finds what rings at a person.
    pub(super) fn ring_at_person(&self, party: &RawId) -> Option<RingId> {
        let mut rings = self.rings.iter();
        rings
            .find(|ring| ring.is_at_person() && ring.target == *party)
            .map(|ring| ring.number)
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Ended { .. })
    }
}

impl Leg {
    /// Tells whether others in the call know the leg by this id.
    pub(super) fn is_named(&self, id: &RawId) -> bool {
        self.identity == *id || self.seen_as == *id
    }

    /// Tells whether it has not gone down.
    pub(super) fn is_up(&self) -> bool {
        match self.state {
            LegState::Connecting | LegState::Connected | LegState::Transferring(_) => true,
            LegState::Down(_) => false,
        }
    }
}
