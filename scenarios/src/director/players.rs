//! Everybody of a case.

use ringback_world::{Director, Fact, Move, Time, World};

use crate::case::Case;

/// Everybody of a case.
pub(crate) struct Players {}

impl Players {
    pub(crate) fn new(_case: &Case, _seed: u64) -> Self {
        Self {}
    }
}

impl Director for Players {
    fn observe(&mut self, _: Time, _: &World, _: &[Fact]) -> Vec<Move> {
        Vec::new()
    }

    fn next_wakeup(&self) -> Option<Time> {
        None
    }

    fn wake(&mut self, _: Time, _: &World) -> Vec<Move> {
        Vec::new()
    }

    fn finished(&self) -> bool {
        true
    }
}
