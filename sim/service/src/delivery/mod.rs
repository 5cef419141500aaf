//! Events on their way to the implementation: what goes out when is decided by a pure machine, the poster only sends.

mod attempt;
mod consent;
mod dead_letters;
mod handshake;
mod machine;
mod outgoing;
mod poster;
mod put_off;
mod retry;
mod subscriptions;

pub(crate) use attempt::{Attempt, KeptAnswer, Learned};
pub(crate) use consent::shake_hands;
pub use consent::{BeginError, Refused};
pub(crate) use dead_letters::DeadLetter;
pub(crate) use handshake::{Handshakes, router};
pub(crate) use machine::{Ended, Errand, ErrandId, Machine, Order, RequestId, Start, VisitPlan};
pub(crate) use outgoing::{Destination, Outgoing};
pub(crate) use poster::{Answer, Asked, PostError, Poster};
pub(crate) use retry::Following;
pub(crate) use subscriptions::{HandshakeState, Subscribed, Subscriptions};
