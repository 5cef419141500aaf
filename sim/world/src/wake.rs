//! Everything in the world that can become due, and the agenda that keeps it.

use std::collections::BTreeMap;

use ringback_engine::Time;

use crate::{calls, chat, teams};

/// One wake-up of the world's agenda, by subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    /// A call's timer.
    Calls(calls::Wake),
    /// A chat's timer.
    Chat(chat::Wake),
    /// A voice app's timer outside the engine.
    Teams(teams::Wake),
}

/// Names one wake-up, to cancel it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WakeId(Time, u64);

/// The wake-ups to come, in order of time, then of their making.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    wakes: BTreeMap<WakeId, Wake>,
    made: u64,
}

impl Agenda {
    pub(crate) fn schedule(&mut self, at: Time, wake: Wake) -> WakeId {
        let id = WakeId(at, self.made);
        self.made += 1;
        self.wakes.insert(id, wake);
        id
    }

    pub(crate) fn cancel(&mut self, id: WakeId) {
        self.wakes.remove(&id);
    }

    pub(crate) fn next_at(&self) -> Option<Time> {
        self.wakes.first_key_value().map(|(id, _)| id.0)
    }

    pub(crate) fn pop_due(&mut self, until: Time) -> Option<Wake> {
        let first = self
            .wakes
            .first_entry()
            .filter(|entry| entry.key().0 <= until)?;
        Some(first.remove())
    }
}
