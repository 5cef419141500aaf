//! How long agents talk with the calls of a queue.

use serde::Serialize;

use super::{
    Choice,
    agent_calls::AgentCall,
    choice::choice,
    law::Family,
    sample::{Sample, Seen},
};
use crate::statistics::Moments;

/// How long agents talk with the calls of a queue. Wrap-up does not stand in the reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FittedHandling {
    /// How many talks there were.
    pub calls: u64,
    /// Their mean, in seconds.
    pub mean_s: f64,
    /// The standard error of the mean, in seconds; absent with fewer than two talks.
    pub standard_error_s: Option<f64>,
    /// Their coefficient of variation; absent with fewer than two talks.
    pub cv: Option<f64>,
    /// The law that fits them best, exponential or lognormal.
    pub law: Choice,
}

/// Fits the talks of one queue; nothing where there were none, or all took no time.
pub(super) fn handling<'a>(calls: impl Iterator<Item = &'a AgentCall>) -> Option<FittedHandling> {
    let talked: Vec<f64> = calls.map(|call| call.talked_s).collect();
    let moments = Moments::from_iter(talked.iter().copied());
    let sample = Sample::new(talked.into_iter().map(|seconds| (seconds, Seen::Whole)));
    Some(FittedHandling {
        calls: moments.count(),
        mean_s: moments.mean()?,
        standard_error_s: moments.standard_error(),
        cv: moments.cv(),
        law: choice(&sample, &[Family::Lognormal])?,
    })
}
