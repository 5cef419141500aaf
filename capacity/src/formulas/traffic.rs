//! What a formula is asked with.

use thiserror::Error;

/// How much comes and how long each takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traffic {
    arrivals_per_s: f64,
    handling_s: f64,
}

/// How long customers wait before they give up, exponentially distributed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patience {
    mean_s: f64,
}

/// A number that no formula can be asked with.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum FormulaError {
    /// The rate of arrivals.
    #[error("arrivals of {0} a second, expected a finite number from 0; give a rate a second")]
    Arrivals(f64),
    /// The handling time.
    #[error("a mean handling time of {0} s, expected a finite number above 0; give it in seconds")]
    Handling(f64),
    /// The patience.
    #[error(
        "a mean patience of {0} s, expected a finite number above 0; ask Erlang C where nobody gives up"
    )]
    Patience(f64),
}

impl Traffic {
    /// Makes it from a rate of arrivals a second, from 0, and a mean handling time in seconds, above 0.
    pub fn new(arrivals_per_s: f64, handling_s: f64) -> Result<Self, FormulaError> {
        if !(arrivals_per_s.is_finite() && arrivals_per_s >= 0.0) {
            return Err(FormulaError::Arrivals(arrivals_per_s));
        }
        if !(handling_s.is_finite() && handling_s > 0.0) {
            return Err(FormulaError::Handling(handling_s));
        }
        Ok(Self {
            arrivals_per_s,
            handling_s,
        })
    }

    /// Gives the arrivals a second.
    pub const fn arrivals_per_s(self) -> f64 {
        self.arrivals_per_s
    }

    /// Gives the mean handling time in seconds.
    pub const fn handling_s(self) -> f64 {
        self.handling_s
    }

    /// Gives the offered load in erlangs: how many agents it would keep busy if nobody waited and nobody left.
    pub fn load(self) -> f64 {
        self.arrivals_per_s * self.handling_s
    }
}

impl Patience {
    /// Makes it from its mean in seconds, above 0.
    pub fn new(mean_s: f64) -> Result<Self, FormulaError> {
        if mean_s.is_finite() && mean_s > 0.0 {
            Ok(Self { mean_s })
        } else {
            Err(FormulaError::Patience(mean_s))
        }
    }

    /// Gives its mean in seconds.
    pub const fn mean_s(self) -> f64 {
        self.mean_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_mean_nothing_are_refused() {
        for arrivals in [-0.1, f64::NAN, f64::INFINITY] {
            let refused = Traffic::new(arrivals, 60.0);
            assert!(matches!(refused, Err(FormulaError::Arrivals(_))));
        }
        for handling in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let refused = Traffic::new(1.0, handling);
            assert!(matches!(refused, Err(FormulaError::Handling(_))));
            assert!(matches!(
                Patience::new(handling),
                Err(FormulaError::Patience(_))
            ));
        }
    }

    #[test]
    fn load_is_rate_times_handling_time() {
        let traffic = Traffic::new(0.8, 60.0).expect("it is traffic");
        assert_eq!(traffic.load(), 48.0);
    }
}
