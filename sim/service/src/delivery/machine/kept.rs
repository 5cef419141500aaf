//! What stays known of what went out: attempts, deliveries that have come to their end, and dead letters.

use std::sync::Arc;

use ringback_world::Time;

use super::{Errand, ErrandId, KEPT, Machine};
use crate::delivery::{
    attempt::{Attempt, Learned},
    dead_letters::DeadLetters,
};

impl Machine {
    /// Learns with which headers an attempt went out; none of them may be a secret.
    pub(crate) fn sent(&mut self, id: ErrandId, headers: Vec<(String, String)>) {
        if let Some(item) = self.open.get_mut(&id) {
            item.headers = headers;
        }
    }

    /// Learns what else is known of an attempt that has ended.
    pub(crate) fn learned(&mut self, id: ErrandId, attempt: u32, learned: Learned) {
        let mut latest = self.log.iter_mut().rev();
        if let Some(one) = latest.find(|one| one.id == id && one.attempt == attempt) {
            one.learn(learned);
        }
    }

    /// Lists the attempts that are kept, oldest first, each with its number in the run, from 0.
    pub(crate) fn attempts(&self) -> impl Iterator<Item = (u64, &Attempt)> {
        (self.forgotten..).zip(&self.log)
    }

    /// Shows the events that could not be delivered and are kept.
    pub(crate) fn dead_letters(&self) -> &DeadLetters {
        &self.dead_letters
    }

    /// Tells whether something is still on its way, or will be tried again.
    pub(crate) fn is_open(&self, id: ErrandId) -> bool {
        self.open.contains_key(&id)
    }

    /// Sends a finished delivery once more; tells whether it is known.
    pub(crate) fn resend(&mut self, now: Time, id: ErrandId) -> Option<ErrandId> {
        let (_, errand) = self.done.iter().find(|(done, _)| *done == id)?;
        let errand = Errand::clone(errand);
        Some(self.queue(now, errand, None))
    }

    pub(super) fn keep(&mut self, id: ErrandId, errand: &Arc<Errand>) {
        self.done.push_back((id, Arc::clone(errand)));
        if self.done.len() > KEPT {
            self.done.pop_front();
        }
    }
}
