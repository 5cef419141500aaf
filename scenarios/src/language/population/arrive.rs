//! When customers of a population set out.

use indexmap::IndexMap;
use ringback_format::{duration::DurationText, faults::Share, yaml::Located};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CivilTime, Steps};

/// Customers an hour.
pub(crate) type Rates = Steps<f64>;

/// When customers set out. One of `every`, `poisson-per-hour`, `day` and `file`; `bursts` come on top, or alone.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ArriveFields {
    /// One after another at a fixed rate, the first after one such time.
    #[serde(default)]
    pub(crate) every: Option<Located<DurationText>>,
    /// By chance, so many an hour on average, all the time or from each time of day on.
    #[serde(default)]
    pub(crate) poisson_per_hour: Option<Located<Rates>>,
    /// By chance, so many a day, spread by a curve.
    #[serde(default)]
    pub(crate) day: Option<Located<DayFields>>,
    /// As they really came: a CSV file beside the scenario, either with a column `at` (a row for each arrival) or with
    /// the columns `from`, `to` and `contacts` (a row for each interval).
    #[serde(default)]
    pub(crate) file: Option<Located<String>>,
    /// Many within a short time, on top of the others.
    #[serde(default)]
    pub(crate) bursts: Vec<Located<BurstFields>>,
    /// How much busier or quieter whole days are than others: a factor of mean 1 that is drawn for each day.
    #[serde(default)]
    pub(crate) busy_day: Option<Located<BusyDayFields>>,
}

/// A day's customers and their curve.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct DayFields {
    /// How many come on an average day.
    pub(crate) contacts: Located<f64>,
    /// Which share of them comes from each time of day on until the next, or the end.
    #[schemars(with = "IndexMap<String, Share>")]
    pub(crate) curve: IndexMap<Located<CivilTime>, Share>,
}

/// Many customers within a short time.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct BurstFields {
    /// When it begins.
    pub(crate) at: Located<CivilTime>,
    /// How many come.
    pub(crate) contacts: u32,
    /// Within which time, evenly by chance.
    pub(crate) over: DurationText,
}

/// The law of the factor of a day.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BusyDayFields {
    /// Gamma: with Poisson arrivals, counts a day are negative binomial.
    Gamma(Variation),
    /// Lognormal.
    Lognormal(Variation),
}

/// How much something varies.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Variation {
    /// The coefficient of variation: standard deviation divided by mean, above 0 and up to 2.
    pub(crate) cv: f64,
}
