//! The JSON Schema of scenario files.

use std::borrow::Cow;

use ringback_format::declaration::WorldDeclaration;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{
    Amount, Bound, Customer, Document, Draw, FactPattern, Patience, Pattern, Start, Status,
    behaviour::Answers,
};

/// Gives the JSON Schema of scenario files. Any value may be a place for a parameter, such as `${action}`.
pub fn schema() -> Schema {
    let mut schema = schemars::schema_for!(Document);
    if let Some(root) = schema.as_object_mut() {
        let definitions = root.remove("$defs").unwrap_or_default();
        let mut definitions = with_places(definitions);
        let place = json!({
            "type": "string",
            "pattern": r"\$\{[^}]+\}",
            "description": "A text with a place for a parameter of the case.",
        });
        if let Some(definitions) = definitions.as_object_mut() {
            definitions.insert("Place".to_owned(), place);
        }
        if let Some(properties) = root.remove("properties") {
            root.insert("properties".to_owned(), places_in_each(properties));
        }
        root.insert("title".to_owned(), json!("A scenario of Ringback"));
        root.insert("$defs".to_owned(), definitions);
    }
    schema
}

/// Lets every property and list entry below be a place for a parameter too.
fn with_places(schema: Value) -> Value {
    match schema {
        Value::Object(keys) => Value::Object(
            keys.into_iter()
                .map(|(key, value)| {
                    let value = match key.as_str() {
                        "properties" => places_in_each(value),
                        "items" | "additionalProperties" if value.is_object() => or_place(value),
                        _ => with_places(value),
                    };
                    (key, value)
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(with_places).collect()),
        other => other,
    }
}

fn places_in_each(properties: Value) -> Value {
    match properties {
        Value::Object(keys) => Value::Object(
            keys.into_iter()
                .map(|(key, value)| (key, or_place(value)))
                .collect(),
        ),
        other => other,
    }
}

fn or_place(schema: Value) -> Value {
    json!({ "anyOf": [with_places(schema), { "$ref": "#/$defs/Place" }] })
}

/// A world inline, or the name of a file beside the scenario.
pub(crate) struct WorldSchema;

impl JsonSchema for WorldSchema {
    fn schema_name() -> Cow<'static, str> {
        "World".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let inline = generator.subschema_for::<WorldDeclaration>();
        json_schema!({ "anyOf": [{ "type": "string" }, inline] })
    }
}

/// One group of customers, or a list of groups.
pub(crate) struct CustomersSchema;

impl JsonSchema for CustomersSchema {
    fn schema_name() -> Cow<'static, str> {
        "Customers".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Customer>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// The pattern of durations.
const DURATION: &str = r"^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";

macro_rules! schemas {
    ($($name:ident as $title:literal: $schema:tt),* $(,)?) => {
        $(impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $title.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        })*
    };
}

schemas! {
    Draw as "Draw": {
        "description": "A duration, fixed or drawn.",
        "anyOf": [
            { "type": "string", "pattern": DURATION },
            { "type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": false, "properties": {
                "exponential": { "type": "string", "pattern": DURATION },
                "lognormal": { "type": "object", "required": ["mean", "cv"], "properties": {
                    "mean": { "type": "string", "pattern": DURATION }, "cv": { "type": "number" } } },
                "gamma": { "type": "object", "required": ["mean", "cv"], "properties": {
                    "mean": { "type": "string", "pattern": DURATION }, "cv": { "type": "number" } } },
                "weibull": { "type": "object", "required": ["mean", "shape"], "properties": {
                    "mean": { "type": "string", "pattern": DURATION }, "shape": { "type": "number" } } },
                "uniform": { "type": "object", "required": ["from", "to"], "properties": {
                    "from": { "type": "string", "pattern": DURATION }, "to": { "type": "string", "pattern": DURATION } } },
                "empirical": { "type": "array", "minItems": 1, "items": { "type": "string", "pattern": DURATION } },
            } },
        ],
    },
    Patience as "Patience": { "description": "How long somebody waits.", "anyOf": [{ "const": "unlimited" }, { "type": "string", "pattern": DURATION }, { "type": "object" }] },
    Answers as "Answers": {
        "description": "What an agent does with offers.",
        "anyOf": [{ "enum": ["never", "decline"] }, { "type": "object", "additionalProperties": false, "properties": {
            "after": {}, "declines": { "type": "integer" }, "ignores": { "type": "integer" }, "then": { "$ref": "#/$defs/Answers" },
        } }],
    },
    Pattern as "Pattern": { "description": "A regular expression, looked for anywhere in a text.", "type": "string" },
    FactPattern as "FactPattern": {
        "description": "Which fact.",
        "anyOf": [{ "type": "string" }, { "type": "object", "required": ["name"], "additionalProperties": false, "properties": {
            "name": { "type": "string" }, "where": { "type": "object" }, "of-contact": { "type": "integer", "minimum": 1 },
        } }],
    },
    Status as "Status": { "description": "A status such as 500, or a class such as 5xx.", "anyOf": [{ "type": "integer", "minimum": 100, "maximum": 599 }, { "type": "string", "pattern": "^[1-5]xx$" }] },
    Amount as "Amount": {
        "description": "A duration, or its bounds.",
        "anyOf": [{ "type": "string", "pattern": DURATION }, { "type": "object", "additionalProperties": false, "properties": {
            "at-least": { "type": "string", "pattern": DURATION }, "at-most": { "type": "string", "pattern": DURATION },
        } }],
    },
    Bound as "Bound": { "description": "A number, a share or a duration.", "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string" }] },
    Start as "Start": { "description": "A time with its zone.", "type": "string", "examples": ["2026-03-02T08:00[Europe/Berlin]"] },
}
