//! How long customers of a queue wait before they give up.
//!
//! Who was answered, or taken out of the queue, would have waited longer than they did: their waits are censored. The mean wait
//! of those who gave up says little of patience, since the patient ones among them are answered first.
//!
//! Source: L. Brown, N. Gans, A. Mandelbaum and others, "Statistical analysis of a telephone call center: a queueing-science
//! perspective", Journal of the American Statistical Association 100 (2005), section 5.

use ringback_world::reports::QueueResult;
use serde::Serialize;

use super::{
    Choice, Survival,
    choice::choice,
    law::Family,
    queue_calls::QueueCall,
    sample::{Sample, Seen},
};

/// How long customers of a queue wait before they give up.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FittedPatience {
    /// How many gave up.
    pub abandoned: u64,
    /// How many were answered or taken out, whose patience is only known to be longer than their wait.
    pub censored: u64,
    /// How long all of them waited together, in seconds.
    pub waited_s: f64,
    /// The mean of an exponential patience, in seconds: all time waited, divided by how many gave up. Absent where nobody did.
    pub mean_s: Option<f64>,
    /// Its standard error, in seconds.
    pub standard_error_s: Option<f64>,
    /// The share that still waits after a time, without any law.
    pub survival: Survival,
    /// The law that fits best: exponential, or lognormal or Weibull where enough gave up. Absent where nobody did, or nobody
    /// waited: customers then count as patient without end.
    pub law: Option<Choice>,
}

/// Fits the waits of one queue.
pub(super) fn patience<'a>(calls: impl Iterator<Item = &'a QueueCall>) -> FittedPatience {
    let waits = calls.filter_map(|call| Some((call.waited_s, seen(call.result)?)));
    let sample = Sample::new(waits);
    let law = choice(&sample, &[Family::Lognormal, Family::Weibull]);
    let abandoned = sample.whole();
    let mean_s = (abandoned > 0).then(|| sample.total_s() / abandoned as f64);
    FittedPatience {
        abandoned,
        censored: sample.at_least(),
        waited_s: sample.total_s(),
        mean_s,
        standard_error_s: mean_s.map(|mean_s| mean_s / libm::sqrt(abandoned as f64)),
        survival: Survival::of(&sample),
        law,
    }
}

/// Tells what a call says of its customer's patience: nothing where the customer let go of the line to be called back.
const fn seen(result: QueueResult) -> Option<Seen> {
    match result {
        QueueResult::Disconnected => Some(Seen::Whole),
        QueueResult::AgentJoinedConference
        | QueueResult::TransferredToAgent
        | QueueResult::Overflown
        | QueueResult::TimedOut
        | QueueResult::NoAgent
        | QueueResult::Declined
        | QueueResult::Error
        | QueueResult::Failed
        | QueueResult::Invalid => Some(Seen::AtLeast),
        QueueResult::TransferredToCallbackCaller | QueueResult::CallbackCallTimedOut => None,
    }
}
