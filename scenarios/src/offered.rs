//! When a call is offered to a queue.

use std::collections::BTreeSet;

use ringback_world::{calls::CallId, teams::Fact};

/// Follows calls through queues, and tells when one is offered to a queue: as it begins to wait, or as it is turned away without
/// having waited (overflow, no agents).
#[derive(Clone, Debug, Default)]
pub struct Offered {
    waiting: BTreeSet<CallId>,
}

impl Offered {
    /// Sees a fact; gives the queue that a call is offered to by it.
    pub fn saw<'a>(&mut self, fact: &'a Fact) -> Option<&'a str> {
        match fact {
            Fact::Queued { call, queue, .. } => {
                self.waiting.insert(*call);
                Some(queue)
            }
            Fact::Redirected { call, queue, .. } => {
                (!self.waiting.remove(call)).then_some(queue.as_str())
            }
            Fact::Abandoned { call, .. }
            | Fact::AnsweredByAgent { call, .. }
            | Fact::CallbackAnswered { call, .. }
            | Fact::CallbackTimedOut { call, .. } => {
                self.waiting.remove(call);
                None
            }
            _ => None,
        }
    }
}
