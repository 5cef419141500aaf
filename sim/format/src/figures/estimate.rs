//! A figure with how far it can be trusted.

use std::borrow::Cow;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Measure;

/// Figures by what they measure, in the order in which they are shown. A figure that does not exist
/// (the average wait of no calls) is not there.
pub type Measures = IndexMap<Measure, Estimate>;

/// The JSON Schema of [`Measures`]: their keys are measures and nothing else.
pub(super) struct MeasuresSchema;

impl JsonSchema for MeasuresSchema {
    fn schema_name() -> Cow<'static, str> {
        "Measures".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let estimate = generator.subschema_for::<Estimate>();
        let name = |measure: &Measure| {
            serde_json::to_value(measure)
                .ok()?
                .as_str()
                .map(str::to_owned)
        };
        let properties: serde_json::Map<String, serde_json::Value> = Measure::ALL
            .iter()
            .filter_map(|measure| Some((name(measure)?, estimate.clone().to_value())))
            .collect();
        json_schema!({
            "type": "object",
            "description": "Figures by what they measure; one that does not exist is not there.",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}

/// An estimate over independent replications.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Estimate {
    /// The best estimate, in the unit of its measure.
    pub value: f64,
    /// Its standard error; absent where fewer than two replications say something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// The lower end of the confidence interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end of the confidence interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

impl Estimate {
    /// Makes an estimate that nobody knows the error of.
    pub const fn bare(value: f64) -> Self {
        Self {
            value,
            standard_error: None,
            low: None,
            high: None,
        }
    }

    /// Gives half the width of the confidence interval.
    pub fn half_width(&self) -> Option<f64> {
        Some((self.high? - self.low?) / 2.0)
    }
}
