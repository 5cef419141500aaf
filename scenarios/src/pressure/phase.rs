//! Phases.

use ringback_world::Span;

/// A time in which the rate changes evenly, or stays. Rates are multiples of the scenario's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Phase {
    /// The rate at its start, 0 or more.
    pub from: f64,
    /// The rate at its end, 0 or more.
    pub to: f64,
    /// How long it lasts; more than nothing.
    pub lasts: Span,
}

impl Phase {
    /// Makes a phase in which the rate stays.
    pub const fn hold(rate: f64, lasts: Span) -> Self {
        Self {
            from: rate,
            to: rate,
            lasts,
        }
    }

    /// Tells whether the rate stays: what a ramp shows is no steady state.
    pub fn is_steady(&self) -> bool {
        self.from == self.to
    }

    /// Gives the time that passes for the customers in it, in seconds.
    pub(super) fn own_seconds(&self) -> f64 {
        (self.from + self.to) / 2.0 * self.lasts.as_secs_f64()
    }

    /// Gives the seconds into the phase at which so many seconds have passed for the customers.
    pub(super) fn seconds_at(&self, own: f64) -> f64 {
        if own <= 0.0 {
            return 0.0;
        }
        let rise = (self.to - self.from) / self.lasts.as_secs_f64();
        let root = (self.from * self.from + 2.0 * rise * own).max(0.0).sqrt();
        // The form of the quadratic's root that is exact for a rate that hardly changes.
        2.0 * own / (self.from + root)
    }
}
