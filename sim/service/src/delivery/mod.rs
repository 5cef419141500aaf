//! Events on their way to the implementation: what goes out when is decided by a pure machine, the poster only sends.

mod attempt;
mod consent;
mod handshake;
mod machine;
mod outgoing;
mod poster;
mod put_off;
mod retry;
mod subscriptions;

pub(crate) use attempt::Attempt;
pub(crate) use consent::shake_hands;
pub use consent::{BeginError, Refused};
pub(crate) use handshake::{Handshakes, router};
pub(crate) use machine::{Ended, Errand, ErrandId, Machine, Order, RequestId, Start, VisitPlan};
pub(crate) use outgoing::Outgoing;
pub(crate) use poster::{Answer, Asked, PostError, Poster};
pub(crate) use retry::{Following, is_last_attempt};
pub(crate) use subscriptions::{HandshakeState, Subscribed, Subscriptions};
