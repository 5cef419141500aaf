//! What `--solve` found: how many agents meet the targets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Estimate;

/// The smallest staffing that was found, and what it was searched by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Staffing {
    /// The objective in a sentence.
    pub objective: String,
    /// How many stagings were simulated.
    pub candidates: u64,
    /// Agents by group and interval.
    pub groups: Vec<Staffed>,
    /// Paid time of the whole, in hours.
    pub agent_hours: f64,
    /// Its price, where the scenario gives prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<f64>,
    /// The service level of all queues against agents added to or taken from the solution.
    #[serde(default)]
    pub curve: Vec<CurvePoint>,
}

/// The agents of one group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Staffed {
    /// The group.
    pub group: String,
    /// How many agents are on duty in each interval.
    pub agents: Vec<u32>,
}

/// One point of the curve of service level against agents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CurvePoint {
    /// Paid time of all groups, in hours.
    pub agent_hours: f64,
    /// The factor by which the solution's agents were multiplied.
    pub factor: f64,
    /// The service level of all queues together.
    pub service_level: Estimate,
    /// The abandonment of all queues together.
    pub abandonment: Estimate,
    /// The occupancy of all groups together.
    pub occupancy: Estimate,
}
