//! The body of a subscription, described.

use serde_json::{Value, json};

use super::condition::OPERATORS;
use crate::subscription::{AdvancedFilter, DeliveryProperty, RetryPolicy};

/// Describes the body of a subscription as a JSON Schema.
pub(in super::super) fn schema() -> Value {
    let texts = || json!({"type": "array", "items": {"type": "string"}});
    let between = |range: std::ops::RangeInclusive<u32>| {
        json!({
            "type": "integer",
            "minimum": range.start(),
            "maximum": range.end(),
            "default": range.end(),
        })
    };
    json!({
        "type": "object",
        "required": ["endpoint"],
        "additionalProperties": false,
        "properties": {
            "resource": {"type": "string"},
            "eventTypes": texts(),
            "includedEventTypes": texts(),
            "subjectBeginsWith": {"type": "string"},
            "subjectEndsWith": {"type": "string"},
            "isSubjectCaseSensitive": {"type": "boolean", "default": false},
            "advancedFilters": {
                "type": "array",
                "maxItems": AdvancedFilter::MOST,
                "items": {
                    "type": "object",
                    "required": ["operatorType", "key"],
                    "additionalProperties": false,
                    "properties": {
                        "operatorType": {"enum": OPERATORS},
                        "key": {"type": "string"},
                        "value": {"type": ["string", "number", "boolean"]},
                        "values": {"type": "array", "maxItems": AdvancedFilter::MOST_VALUES},
                    },
                },
            },
            "enableAdvancedFilteringOnArrays": {"type": "boolean", "default": false},
            "endpoint": {"type": "string", "format": "uri"},
            "schema": {"enum": ["eventGrid", "cloudEvents"], "default": "eventGrid"},
            "deliveryAttributeMappings": {
                "type": "array",
                "maxItems": DeliveryProperty::MOST,
                "items": {
                    "type": "object",
                    "required": ["name", "properties"],
                    "additionalProperties": false,
                    "properties": {
                        "name": {"type": "string"},
                        "type": {"enum": ["Static", "Dynamic"], "default": "Static"},
                        "properties": {
                            "type": "object",
                            "additionalProperties": false,
                            "properties": {
                                "value": {"type": "string", "maxLength": DeliveryProperty::LONGEST},
                                "isSecret": {"type": "boolean", "default": false},
                                "sourceField": {"type": "string"},
                            },
                        },
                    },
                },
            },
            "retryPolicy": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "maxDeliveryAttempts": between(RetryPolicy::ATTEMPTS),
                    "eventTimeToLiveInMinutes": between(RetryPolicy::MINUTES),
                },
            },
            "deadLetterDestination": {"type": "string", "minLength": 1},
        },
    })
}
