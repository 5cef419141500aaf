//! Replications added up: exact sums, whatever the order, and the estimates that they give.

mod estimates;
mod measures;
mod pooled;
mod ratio;
mod sums;

pub(crate) use estimates::Confidence;
pub(crate) use measures::{CONTACT_MEASURES, GROUP_MEASURES, QUEUE_MEASURES};
pub(crate) use pooled::{Pooled, Pooling};
pub(crate) use ratio::Ratio;
pub(crate) use sums::{Summing, Sums};
