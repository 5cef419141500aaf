//! What `load` finds out beside the figures of the contact center: latencies, errors, and which side was the limit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a run against a real implementation found out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LoadFigures {
    /// The name of the implementation.
    pub implementation: String,
    /// How long the run lasted in real time, in seconds.
    pub lasted_s: f64,
    /// Its phases, in order.
    pub phases: Vec<PhaseFigures>,
    /// How many contacts should have set out.
    pub intended: u64,
    /// How many did, while customers were to set out.
    pub achieved: u64,
    /// How many contacts should have set out each second, on average.
    pub intended_per_second: f64,
    /// How many did.
    pub achieved_per_second: f64,
    /// The most calls and chats that went on at once.
    pub connected_at_most: u64,
    /// How long everything took that the implementation owed, in the order of [`Owed::ALL`]; what never happened is not there.
    pub latencies: Vec<Latency>,
    /// How often something was asked of either side: what the share of errors is a share of.
    pub attempts: u64,
    /// What went wrong, the most frequent kind first.
    pub errors: Vec<ErrorCount>,
    /// How well the simulator itself kept up.
    pub simulator: SimulatorFigures,
    /// Which side was the limit.
    pub limit: Limit,
    /// Why, in a sentence.
    pub because: String,
    /// What the scenario demands, and whether it is met.
    pub thresholds: Vec<ThresholdResult>,
    /// The steps of the search for the highest rate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub search: Vec<SearchStep>,
    /// The highest rate of the search at which every threshold was met; absent where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest_sustained: Option<Sustained>,
}

/// Something that the implementation owes.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Owed {
    /// From an incoming call to the request that answers, rejects or redirects it.
    CallToAnswer,
    /// From a callback event that leaves the next move to the implementation to its next request on that call.
    EventToAction,
    /// From a customer's chat message to the next message of the implementation in that thread.
    MessageToReply,
    /// From a webhook to its acknowledgement.
    Webhook,
    /// From a customer's visit to the website to its answer.
    Visit,
}

impl Owed {
    /// Everything, in the order in which it is shown.
    pub const ALL: [Self; 5] = [
        Self::CallToAnswer,
        Self::EventToAction,
        Self::MessageToReply,
        Self::Webhook,
        Self::Visit,
    ];

    /// Gives the word for it, as files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::CallToAnswer => "call-to-answer",
            Self::EventToAction => "event-to-action",
            Self::MessageToReply => "message-to-reply",
            Self::Webhook => "webhook",
            Self::Visit => "visit",
        }
    }
}

/// How long one thing took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Latency {
    /// What was owed.
    pub owed: Owed,
    /// How often.
    pub count: u64,
    /// From when it was due: what a customer would feel, whoever made it late.
    pub corrected: Percentiles,
    /// From when the simulator had really sent it: what hides that later ones had to wait for earlier ones.
    pub uncorrected: Percentiles,
}

/// Percentiles, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Percentiles {
    /// What half do not exceed.
    pub p50_ms: f64,
    /// What 90% do not exceed.
    pub p90_ms: f64,
    /// What 95% do not exceed.
    pub p95_ms: f64,
    /// What 99% do not exceed.
    pub p99_ms: f64,
    /// What 99.9% do not exceed.
    pub p999_ms: f64,
    /// The longest.
    pub max_ms: f64,
}

/// One phase of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PhaseFigures {
    /// The multiple of the population's rate at its start.
    pub from: f64,
    /// The multiple at its end.
    pub to: f64,
    /// How long it lasts, in seconds.
    pub lasts_s: f64,
    /// How many contacts should have set out in it.
    pub intended: u64,
    /// How many did.
    pub achieved: u64,
    /// How many errors happened in it.
    pub errors: u64,
    /// Latencies of what was due in it.
    pub latencies: Vec<Latency>,
}

/// How often one kind of error happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ErrorCount {
    /// The kind in words, such as `webhook answered 500`.
    pub kind: String,
    /// How often.
    pub count: u64,
}

/// How well the simulator itself kept up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SimulatorFigures {
    /// How late it did what was due.
    pub lag: Percentiles,
    /// How long it took from the last byte of a request to the last byte of its reply.
    pub request: Percentiles,
    /// How many requests it answered.
    pub requests: u64,
    /// How many processors it used on average, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processors_used: Option<f64>,
    /// Which share of the time it was in line for a processor, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processor_wait: Option<f64>,
    /// How many processors the implementation used on average, where it was started here and the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implementation_processors_used: Option<f64>,
    /// The most memory that the simulator had at once, in bytes, where the system tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory_bytes: Option<u64>,
}

/// Which side was the limit of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// The simulator: what is measured says nothing about the implementation.
    Simulator,
    /// The implementation.
    Implementation,
    /// Neither: both could have done more.
    Neither,
}

/// One thing that the scenario demands of the implementation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ThresholdResult {
    /// The demand in words.
    pub threshold: String,
    /// What was found, in words.
    pub found: String,
    /// Whether it is met.
    pub met: bool,
}

/// One step of a search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SearchStep {
    /// The multiple of the population's rate.
    pub rate: f64,
    /// Contacts that should have set out each second.
    pub intended_per_second: f64,
    /// Whether every threshold was met and the simulator kept up.
    pub met: bool,
    /// Which side was the limit.
    pub limit: Limit,
    /// What was found, in a sentence.
    pub why: String,
}

/// A rate that was sustained.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Sustained {
    /// The multiple of the population's rate.
    pub rate: f64,
    /// Contacts that should have set out each second.
    pub intended_per_second: f64,
}
