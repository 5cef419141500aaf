//! The words of `load`: how hard an implementation is driven, and what it must stand.

use std::{borrow::Cow, fmt};

use ringback_format::{duration::DurationText, faults::Share, figures::Owed, yaml::Located};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

/// The section `load` of a scenario. Flags of the command line come first.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct LoadFields {
    /// How fast customers set out, one phase after another; as they would by themselves without it.
    pub(crate) phases: Vec<Located<PhaseFields>>,
    /// What the implementation must stand.
    pub(crate) thresholds: Vec<Located<ThresholdFields>>,
    /// Where `--search` looks for the highest rate that still meets the thresholds.
    pub(crate) search: Option<Located<SearchFields>>,
}

/// One phase: a ramp or a steady rate.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PhaseFields {
    /// The rate rises or falls evenly.
    #[serde(default)]
    pub(crate) ramp: Option<RampFields>,
    /// The rate stays.
    #[serde(default)]
    pub(crate) hold: Option<Rate>,
    /// How long.
    pub(crate) r#for: Located<DurationText>,
}

/// A rate that changes evenly.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RampFields {
    /// At the start.
    pub(crate) from: Rate,
    /// At the end.
    pub(crate) to: Rate,
}

/// What the implementation must stand: `latency` with one percentile or more, or `errors`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct ThresholdFields {
    /// How long this may take, from when it was due.
    pub(crate) latency: Option<Owed>,
    /// At most so long in half of all cases.
    pub(crate) p50: Option<DurationText>,
    /// At most so long in 90% of all cases.
    pub(crate) p90: Option<DurationText>,
    /// At most so long in 95% of all cases.
    pub(crate) p95: Option<DurationText>,
    /// At most so long in 99% of all cases.
    pub(crate) p99: Option<DurationText>,
    /// At most so long in 99.9% of all cases.
    #[serde(rename = "p99.9")]
    pub(crate) p999: Option<DurationText>,
    /// At most so long ever.
    pub(crate) max: Option<DurationText>,
    /// At most this share of everything that was asked of either side fails.
    pub(crate) errors: Option<Share>,
}

/// The search for the highest rate: halving, one steady run for each rate.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchFields {
    /// The lowest rate that is tried.
    pub(crate) from: Rate,
    /// The highest rate that is tried.
    pub(crate) to: Rate,
    /// How exactly the highest rate is found; 10% without it.
    #[serde(default)]
    pub(crate) step: Option<Rate>,
    /// How long each rate is held; 30 s without it.
    #[serde(default)]
    pub(crate) hold: Option<DurationText>,
}

/// A multiple of the rate at which customers set out by themselves, written as a percentage such as `150%`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate(f64);

/// The highest rate that can be written, as a multiple. Our choice.
const HIGHEST: f64 = 1_000.0;

impl Rate {
    /// Gives the multiple: 1 for `100%`.
    pub(crate) const fn multiple(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0 * 100.0)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let percent: Option<f64> = text
            .strip_suffix('%')
            .and_then(|text| text.trim().parse().ok());
        match percent.map(|percent| percent / 100.0) {
            Some(multiple) if (0.0..=HIGHEST).contains(&multiple) => Ok(Self(multiple)),
            Some(_) | None => Err(de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"a rate from 0% to 100000% of the scenario's own, such as 150%",
            )),
        }
    }
}

impl JsonSchema for Rate {
    fn schema_name() -> Cow<'static, str> {
        "Rate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^[0-9]+(\.[0-9]+)?%$",
            "description": "A multiple of the scenario's own rate, such as 150%.",
        })
    }
}
