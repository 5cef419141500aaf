//! The JSON Schema of words that read themselves.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Agents, CivilTime, Goes, Steps};

/// The pattern of times of day.
const CIVIL: &str = "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$";

impl JsonSchema for CivilTime {
    fn schema_name() -> Cow<'static, str> {
        "CivilTime".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": CIVIL, "description": "A time of day such as 08:30." })
    }
}

impl JsonSchema for Steps<f64> {
    fn schema_name() -> Cow<'static, str> {
        "Rates".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Customers an hour, all the time or from each time of day on.",
            "anyOf": [
                { "type": "number", "minimum": 0 },
                { "type": "object", "minProperties": 1, "patternProperties": { CIVIL: { "type": "number", "minimum": 0 } }, "additionalProperties": false },
            ],
        })
    }
}

impl JsonSchema for Goes {
    fn schema_name() -> Cow<'static, str> {
        "Goes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A queue, or several with their shares.",
            "anyOf": [
                { "type": "string" },
                { "type": "object", "minProperties": 1, "additionalProperties": { "type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?%$" } },
            ],
        })
    }
}

impl JsonSchema for Steps<u32> {
    fn schema_name() -> Cow<'static, str> {
        "AgentsOnDuty".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Agents on duty, all the time or from each time of day on.",
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "object", "minProperties": 1, "patternProperties": { CIVIL: { "type": "integer", "minimum": 0 } }, "additionalProperties": false },
            ],
        })
    }
}

impl JsonSchema for Agents {
    fn schema_name() -> Cow<'static, str> {
        "Agents".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How many agents, or the names of people of the world.",
            "anyOf": [{ "type": "integer", "minimum": 1 }, { "type": "array", "items": { "type": "string" } }],
        })
    }
}
