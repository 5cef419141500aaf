//! The whole report of a capacity run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Estimate, Measure, Measures, Staffing};

/// Everything that a capacity run found out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Figures {
    /// What kind of run it was.
    pub run: RunKind,
    /// The scenario's name.
    pub scenario: String,
    /// What the scenario is about.
    pub about: String,
    /// The seed.
    pub seed: u64,
    /// How many replications were run (`plan`); one for `load`.
    pub replications: u64,
    /// The confidence of the intervals, between 0 and 1.
    pub confidence: f64,
    /// When it plays.
    pub period: Period,
    /// How figures are defined.
    pub definitions: Definitions,
    /// Figures of each queue.
    pub queues: Vec<Subject>,
    /// Figures of each group of agents.
    pub groups: Vec<Subject>,
    /// Figures of each channel.
    pub channels: Vec<Subject>,
    /// Figures of each kind of customer.
    pub kinds: Vec<Subject>,
    /// How many contacts go from where to where.
    pub flows: Vec<Flow>,
    /// What formulas say of the same input.
    pub formulas: Vec<Formula>,
    /// Checks of the run itself.
    pub checks: Vec<Check>,
    /// What the scenario demands, and whether it is met.
    pub targets: Vec<TargetResult>,
    /// What `--solve` found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staffing: Option<Staffing>,
}

/// What kind of run it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RunKind {
    /// In virtual time, without an implementation.
    Plan,
    /// In real time, against an implementation.
    Load,
}

/// When a run plays, in civil time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Period {
    /// The civil time at the start.
    pub start: String,
    /// How long customers arrive, warm-up included, in seconds.
    pub lasts_s: f64,
    /// How much of it does not count, in seconds.
    pub warm_up_s: f64,
    /// The length of one interval, in seconds.
    pub interval_s: f64,
}

/// How figures are defined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Definitions {
    /// The wait within which an answer counts for the service level, in seconds.
    pub service_level_within_s: f64,
    /// Of which contacts the service level is a share.
    pub service_level_of: Of,
    /// How short abandons count in it.
    pub short_abandons: ShortAbandons,
    /// Which abandons are short: those before this wait, in seconds.
    pub short_below_s: f64,
}

/// Of which contacts a service level is a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// Of all that entered the queue.
    #[default]
    Offered,
    /// Of those that were answered.
    Answered,
    /// Of those that were answered or gave up.
    AnsweredOrAbandoned,
}

/// How abandons before the stated time count in a service level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ShortAbandons {
    /// Like any other abandon: against it.
    #[default]
    Against,
    /// Not at all.
    LeftOut,
    /// As if they had been answered in time.
    AsAnswered,
}

/// Figures of one queue, group, channel or kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Subject {
    /// Its name.
    pub name: String,
    /// Figures of the whole period.
    pub whole: Measures,
    /// Figures of each interval, by when contacts came.
    pub intervals: Vec<Interval>,
}

/// Figures of one interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Interval {
    /// When it begins, in civil time such as `09:30`.
    pub from: String,
    /// Its figures.
    pub figures: Measures,
}

/// How many contacts of a day go one way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Flow {
    /// Where they come from: a kind, the bot, a queue.
    pub from: String,
    /// Where they go: the bot, a queue, an end.
    pub to: String,
    /// How many.
    pub contacts: Estimate,
}

/// What a formula says of one interval of a queue, beside what the run found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Formula {
    /// The queue.
    pub queue: String,
    /// When its interval begins; nothing for the whole period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Arrivals an hour that it was asked with.
    pub arrivals_per_hour: f64,
    /// The mean handling time that it was asked with, wrap-up included, in seconds.
    pub handling_s: f64,
    /// The mean patience that it was asked with, in seconds; nothing where nobody gives up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patience_s: Option<f64>,
    /// The agents that it was asked with.
    pub agents: f64,
    /// The formula: `erlang-b`, `erlang-c` or `erlang-a`.
    pub formula: String,
    /// Whether the formula applies at all.
    pub applies: Applies,
    /// What is compared.
    pub measure: Measure,
    /// What the formula says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What the run found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub simulated: Option<Estimate>,
}

/// Whether a formula has an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// It has.
    Yes,
    /// The load is more than the agents can carry: the queue grows without end.
    Overload,
}

/// One check of the run itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Check {
    /// What is checked, such as `flow balance` or `Little's law`.
    pub check: String,
    /// Of which queue.
    pub of: String,
    /// Whether it holds.
    pub holds: bool,
    /// Both sides in words.
    pub because: String,
}

/// One thing that the scenario demands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TargetResult {
    /// The demand in words.
    pub target: String,
    /// What is measured.
    pub measure: Measure,
    /// Of which queue or group.
    pub of: String,
    /// The least that is demanded, in the unit of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// The most that is allowed, in the unit of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// The figure that was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Estimate>,
    /// Whether it is met.
    pub met: bool,
    /// Why not, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// One figure of two runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Comparison {
    /// Whose figure it is, such as `queue billing`.
    pub of: String,
    /// What is measured.
    pub measure: Measure,
    /// The figure of the run that is compared with.
    pub before: Estimate,
    /// The figure of this run.
    pub after: Estimate,
    /// The difference, this run less the other.
    pub difference: f64,
    /// The chance of such a difference between equal systems; absent where no error is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p_value: Option<f64>,
    /// Whether the difference is significant, all comparisons of the report taken together.
    pub significant: bool,
}
