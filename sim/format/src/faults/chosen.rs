//! Which of the matches a fault is applied to.

use std::num::NonZeroU64;

use super::Share;

/// Which of the matches a fault is applied to; matches count from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chosen {
    /// All.
    All,
    /// From this one on, as often as the fault's `times` say.
    From(NonZeroU64),
    /// Each that has this many from the one chosen before: with 3 the third, the sixth and so on.
    Every(NonZeroU64),
    /// By chance.
    By(Share),
}

impl Chosen {
    /// Tells whether a match is chosen. `draw` is a number between 0 and 1 that belongs to this match.
    pub fn takes(self, number: u64, draw: impl FnOnce() -> f64) -> bool {
        match self {
            Self::All => true,
            Self::From(first) => number >= first.get(),
            Self::Every(step) => number.is_multiple_of(step.get()),
            Self::By(share) => draw() < share.value(),
        }
    }
}
