//! How hard `load` drives an implementation, and what the implementation must stand.

mod pacing;
mod phase;
mod set_out;
mod threshold;

pub use pacing::Pacing;
pub use phase::Phase;
pub use set_out::SetOut;
pub use threshold::{Demand, Percentile, Threshold};

use ringback_world::Span;

/// The section `load` of a scenario, checked.
#[derive(Clone, Debug, Default)]
pub struct Pressure {
    /// How fast customers set out, one phase after another; empty where the file does not say.
    pub phases: Vec<Phase>,
    /// What the implementation must stand.
    pub thresholds: Vec<Threshold>,
    /// Where the highest rate is looked for, where the file says.
    pub search: Option<Search>,
}

/// Where the highest rate is looked for. Rates are multiples of the scenario's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// The lowest rate that is tried; above 0.
    pub from: f64,
    /// The highest rate that is tried; above `from`.
    pub to: f64,
    /// How exactly the highest rate is found; above 0.
    pub step: f64,
    /// How long each rate is held.
    pub hold: Span,
}

impl Default for Search {
    /// Looks from a tenth to four times the scenario's own rate, half a minute each.
    fn default() -> Self {
        Self {
            from: 0.1,
            to: 4.0,
            step: Self::STEP,
            hold: Self::HOLD,
        }
    }
}

impl Search {
    /// How exactly the highest rate is found where nobody says. Our choice.
    pub const STEP: f64 = 0.1;
    /// How long each rate is held where nobody says. Our choice.
    pub const HOLD: Span = Span::from_secs(30);
}
