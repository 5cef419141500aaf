//! Event Grid: its own envelope, the handshake, and the data of the events that ACS publishes there.

mod calls;
mod envelope;
mod incoming_call;

pub use calls::{
    Call, CallEndReason, CallEnded, CallEndedBy, CallEndedByKind, CallGroup, CallParticipant,
    CallParticipantChanged, CallParticipantRole,
};
pub use envelope::{EventGridEvent, SubscriptionValidation};
pub use incoming_call::{IncomingCall, IncomingCallCustomContext};
