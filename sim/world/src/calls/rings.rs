//! What rings on behalf of a call: where, and what for. Several can ring in one call at once.

use ringback_engine::WakeId;

use super::{CallConnectionId, CustomContext, IncomingCallContext, InvitationId};
use crate::{RawId, Span};

/// Numbers a ring within its call, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RingId(pub(super) u32);

/// Something rings on behalf of a call.
#[derive(Debug)]
pub(super) struct Ring {
    pub(super) number: RingId,
    pub(super) target: RawId,
    pub(super) at: RingAt,
    pub(super) purpose: Purpose,
    pub(super) custom_context: Option<CustomContext>,
    /// What it does by itself, where it does.
    pub(super) acts: Option<WakeId>,
    pub(super) timers: Vec<WakeId>,
    /// How long it may ring at most, where the person called says so.
    pub(super) within: Option<Span>,
    /// The people whose own rules have sent it here, as indices into the declaration.
    pub(super) forwarded_by: Vec<usize>,
}

/// Where it rings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RingAt {
    /// At the implementation, by this token.
    Implementation(IncomingCallContext),
    /// At the implementation, by this token, and at the person who uses the identity: whoever answers first has the call.
    Both(IncomingCallContext),
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
    /// A call that the implementation makes.
    Create(CreateRun),
    /// An invitation into a call that goes on.
    Add(AddRun),
    /// A transfer.
    Transfer(TransferRun),
    /// A voice app, this one, finds somebody for its caller.
    VoiceApp(VoiceAppRun),
    /// A parked call comes back to who parked it.
    Return(ReturnRun),
}

/// A call that the implementation makes, as one of its targets sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CreateRun {
    pub(super) connection: CallConnectionId,
    pub(super) caller: Caller,
}

/// An invitation under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AddRun {
    pub(super) connection: CallConnectionId,
    pub(super) caller: Caller,
    pub(super) invitation: InvitationId,
    pub(super) operation: u64,
    pub(super) operation_context: Option<String>,
    /// How long it was asked to ring.
    pub(super) timeout: Option<Span>,
}

/// Who calls, as the called one sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    pub(super) id: RawId,
    pub(super) display_name: Option<String>,
}

/// A transfer under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TransferRun {
    pub(super) connection: CallConnectionId,
    pub(super) transferee: RawId,
    pub(super) operation_context: Option<String>,
}

/// A voice app's search under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VoiceAppRun {
    pub(super) app: RawId,
    pub(super) limit: Span,
    /// Who calls, as the called one sees it.
    pub(super) shows: RawId,
}

/// A parked call's coming back under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReturnRun {
    pub(super) limit: Span,
}

impl Ring {
    /// Gives the token by which the implementation can take it.
    pub(super) fn token(&self) -> Option<&IncomingCallContext> {
        match &self.at {
            RingAt::Implementation(context) | RingAt::Both(context) => Some(context),
            RingAt::VoiceApp | RingAt::FarEnd => None,
        }
    }

    /// Tells whether a person hears it, who can take it or not.
    pub(super) fn is_at_person(&self) -> bool {
        match self.at {
            RingAt::FarEnd | RingAt::Both(_) => true,
            RingAt::Implementation(_) | RingAt::VoiceApp => false,
        }
    }

    /// Tells whether the implementation alone can take it.
    pub(super) fn is_at_implementation(&self) -> bool {
        match self.at {
            RingAt::Implementation(_) => true,
            RingAt::Both(_) | RingAt::VoiceApp | RingAt::FarEnd => false,
        }
    }
}

impl Purpose {
    /// Gives the invitation that it is, if it is one.
    pub(super) fn invitation(&self) -> Option<&AddRun> {
        match self {
            Self::Add(run) => Some(run),
            Self::Dial
            | Self::Create(_)
            | Self::Transfer(_)
            | Self::VoiceApp(_)
            | Self::Return(_) => None,
        }
    }
}
