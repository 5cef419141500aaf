//! A director whose moves are written down.

use ringback_world::{Director, Fact, Move, Time, World};

/// Moves at fixed times.
pub(crate) struct Script {
    moves: Vec<(Time, Vec<Move>)>,
    seen: usize,
    waits_for: usize,
}

impl Script {
    /// Moves as written, in order of time; it is done after the last one, and after so many facts.
    pub(crate) fn new(moves: Vec<(Time, Vec<Move>)>, waits_for: usize) -> Self {
        Self {
            moves,
            seen: 0,
            waits_for,
        }
    }
}

impl Director for Script {
    fn observe(&mut self, _: Time, _: &World, facts: &[Fact]) -> Vec<Move> {
        self.seen += facts.len();
        Vec::new()
    }

    fn next_wakeup(&self) -> Option<Time> {
        self.moves.first().map(|(at, _)| *at)
    }

    fn wake(&mut self, now: Time, _: &World) -> Vec<Move> {
        let mut due = Vec::new();
        while self.moves.first().is_some_and(|(at, _)| *at <= now) {
            due.extend(self.moves.remove(0).1);
        }
        due
    }

    fn finished(&self) -> bool {
        self.moves.is_empty() && self.seen >= self.waits_for
    }
}
