//! What an implementation must stand.

use std::fmt;

use ringback_format::figures::Owed;
use ringback_world::Span;

/// One thing that an implementation must stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// What is demanded.
    pub demand: Demand,
    /// The line of the file.
    pub line: u32,
}

/// What is demanded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Demand {
    /// A latency from when it was due.
    Latency {
        /// Of what.
        owed: Owed,
        /// Of which share of the cases.
        percentile: Percentile,
        /// At most so long.
        at_most: Span,
    },
    /// The share of everything that was asked of either side and failed is at most this, between 0 and 1.
    Errors(f64),
}

/// The share of cases that do not take longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percentile {
    /// Half.
    P50,
    /// 90%.
    P90,
    /// 95%.
    P95,
    /// 99%.
    P99,
    /// 99.9%.
    P999,
    /// All.
    Max,
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latency {
                owed,
                percentile,
                at_most,
            } => write!(f, "{percentile} of {} at most {at_most}", owed.word()),
            Self::Errors(share) => write!(f, "errors at most {}%", share * 100.0),
        }
    }
}

impl fmt::Display for Percentile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::P50 => "p50",
            Self::P90 => "p90",
            Self::P95 => "p95",
            Self::P99 => "p99",
            Self::P999 => "p99.9",
            Self::Max => "max",
        })
    }
}
