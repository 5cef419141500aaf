//! Events on their way to the implementation.

mod outgoing;
mod subscriptions;

pub(crate) use outgoing::Outgoing;
pub(crate) use subscriptions::{HandshakeState, Subscribed, Subscriptions};
