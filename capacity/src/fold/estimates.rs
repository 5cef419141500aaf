//! From sums to estimates with their confidence intervals.

use ringback_format::figures::{Estimate, Measure, Measures, Unit};

use super::Ratio;
use crate::statistics::student_quantile;

/// How sure intervals are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Confidence {
    confidence: f64,
    /// The quantile of figures of which every replication says something.
    usual: (u64, f64),
}

/// Brings a ratio of whole numbers into the unit of its measure: their times are microseconds.
pub(crate) fn scaled(measure: Measure, ratio: f64) -> f64 {
    match measure.unit() {
        Unit::Seconds => ratio / 1e6,
        Unit::Hours => ratio / 3_600e6,
        Unit::Count | Unit::Share | Unit::Mean | Unit::Money => ratio,
    }
}

impl Confidence {
    /// Makes intervals of a confidence, between 0 and 1, for so many replications.
    pub(crate) fn new(confidence: f64, replications: u64) -> Self {
        let quantile = student_quantile(confidence, (replications.max(2) - 1) as f64);
        Self {
            confidence,
            usual: (replications, quantile),
        }
    }

    fn quantile(self, count: u64) -> f64 {
        match self.usual {
            (usual, quantile) if usual == count => quantile,
            _ => student_quantile(self.confidence, (count - 1) as f64),
        }
    }

    /// Estimates one figure; nothing where no replication says something.
    pub(crate) fn estimate(self, measure: Measure, ratio: &Ratio) -> Option<Estimate> {
        let value = scaled(measure, ratio.value()?);
        let Some(error) = ratio.standard_error().map(|error| scaled(measure, error)) else {
            return Some(Estimate::bare(value));
        };
        let half = error * self.quantile(ratio.count());
        let most = if measure.unit() == Unit::Share {
            1.0
        } else {
            f64::INFINITY
        };
        Some(Estimate {
            value,
            standard_error: Some(error),
            low: Some((value - half).max(0.0)),
            high: Some((value + half).min(most)),
        })
    }

    /// Estimates a row of figures.
    pub(crate) fn row(self, measures: &[Measure], ratios: &[Ratio]) -> Measures {
        let pairs = measures.iter().zip(ratios);
        pairs
            .filter_map(|(measure, ratio)| Some((*measure, self.estimate(*measure, ratio)?)))
            .collect()
    }
}
