//! How a capacity run is measured.

use ringback_format::{
    duration::DurationText,
    faults::Share,
    figures::{Of, ShortAbandons},
    yaml::Located,
};
use schemars::JsonSchema;
use serde::Deserialize;

/// The section `capacity` of a scenario. Flags of the command line come first.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct CapacityFields {
    /// How many replications; 64 without it.
    pub(crate) replications: Option<Located<u64>>,
    /// The confidence of the intervals; 95% without it.
    pub(crate) confidence: Option<Located<Share>>,
    /// How exact the figures must be; replications are added until they are.
    pub(crate) precision: Option<Located<PrecisionFields>>,
    /// How the service level is defined.
    pub(crate) service_level: ServiceLevelFields,
}

/// How the service level is defined.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct ServiceLevelFields {
    /// The wait within which an answer counts; 20 s without it.
    pub(crate) within: Option<DurationText>,
    /// Of which contacts it is a share.
    pub(crate) of: Of,
    /// How short abandons count.
    pub(crate) short_abandons: ShortAbandons,
    /// Which abandons are short; 5 s without it.
    pub(crate) short_below: Option<DurationText>,
}

/// How exact figures must be: half the width of their confidence intervals, for every queue.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct PrecisionFields {
    /// Of the service level and the abandonment, such as 0.5% of the contacts.
    pub(crate) shares: Option<Located<Share>>,
    /// Of the average speed of answer.
    pub(crate) asa: Option<Located<DurationText>>,
    /// How many replications at most; 65536 without it.
    pub(crate) replications_max: Option<Located<u64>>,
}
