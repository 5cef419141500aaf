//! A distribution of lengths of time.

use hdrhistogram::Histogram;
use ringback_format::figures::Percentiles;
use ringback_world::Span;

/// Lengths of time, kept in microseconds with three significant digits.
#[derive(Clone, Debug)]
pub(crate) struct Lengths(Histogram<u64>);

impl Lengths {
    pub(crate) fn new() -> Self {
        let histogram = Histogram::new(3).expect("three digits are among those that are allowed");
        Self(histogram)
    }

    pub(crate) fn add(&mut self, length: Span) {
        self.0
            .record(length.as_micros())
            .expect("a histogram that resizes itself takes every value");
    }

    /// Adds those of another.
    pub(crate) fn add_all(&mut self, other: &Self) {
        self.0
            .add(&other.0)
            .expect("a histogram that resizes itself takes every value");
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.len()
    }

    /// Gives the length that the share, between 0 and 1, does not exceed; nothing of no lengths.
    pub(crate) fn quantile(&self, share: f64) -> Option<Span> {
        let some = !self.0.is_empty();
        some.then(|| Span::from_micros(self.0.value_at_quantile(share)))
    }

    pub(crate) fn percentiles(&self) -> Percentiles {
        let at = |share: f64| self.0.value_at_quantile(share) as f64 / 1_000.0;
        Percentiles {
            p50_ms: at(0.5),
            p90_ms: at(0.9),
            p95_ms: at(0.95),
            p99_ms: at(0.99),
            p999_ms: at(0.999),
            max_ms: self.0.max() as f64 / 1_000.0,
        }
    }
}
