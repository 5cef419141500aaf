//! A figure with how far it can be trusted.

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Measure;

/// Figures by what they measure, in the order in which they are shown. A figure that does not exist
/// (the average wait of no calls) is not there.
pub type Measures = IndexMap<Measure, Estimate>;

/// Gives the schema of figures by what they measure: no other names are allowed.
pub(super) fn measures_schema(generator: &mut SchemaGenerator) -> Schema {
    let (name, estimate) = (
        generator.subschema_for::<Measure>(),
        generator.subschema_for::<Estimate>(),
    );
    json_schema!({ "type": "object", "propertyNames": name, "additionalProperties": estimate })
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
