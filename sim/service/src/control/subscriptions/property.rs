//! Headers of a subscription as they are asked for and shown.

use http::{HeaderName, HeaderValue};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::error::bad_request;
use crate::{
    respond::WireError,
    subscription::{DeliveryProperty, PropertyValue, Secrecy},
};

/// Headers that belong to the transport.
const OF_TRANSPORT: [&str; 6] = [
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "upgrade",
];

/// A header to check.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct GivenProperty {
    name: String,
    #[serde(rename = "type", default)]
    kind: Option<String>,
    properties: GivenValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GivenValue {
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    is_secret: bool,
    #[serde(default)]
    source_field: Option<String>,
}

/// Checks headers.
pub(super) fn checked(given: Vec<GivenProperty>) -> Result<Vec<DeliveryProperty>, WireError> {
    if given.len() > DeliveryProperty::MOST {
        return Err(wrong(&format!(
            "{} headers are more than {}",
            given.len(),
            DeliveryProperty::MOST
        )));
    }
    given.into_iter().map(one).collect()
}

fn wrong(why: &str) -> WireError {
    bad_request(format!("deliveryAttributeMappings: {why}"))
}

fn one(given: GivenProperty) -> Result<DeliveryProperty, WireError> {
    let name = given.name;
    let small = name.to_ascii_lowercase();
    if HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err(wrong(&format!("{name:?} is no name of a header")));
    }
    if small.starts_with("aeg-") || OF_TRANSPORT.contains(&small.as_str()) {
        return Err(wrong(&format!("{name} is set by the service itself")));
    }
    let kind = given.kind.as_deref().unwrap_or("Static");
    let value = if kind.eq_ignore_ascii_case("static") {
        let value = given.properties.value;
        let value = value.ok_or_else(|| wrong(&format!("{name} needs properties.value")))?;
        if value.len() > DeliveryProperty::LONGEST || HeaderValue::from_str(&value).is_err() {
            let most = DeliveryProperty::LONGEST;
            return Err(wrong(&format!(
                "the value of {name} is no text of a header with at most {most} bytes"
            )));
        }
        PropertyValue::Static {
            value,
            secrecy: if given.properties.is_secret {
                Secrecy::Secret
            } else {
                Secrecy::Open
            },
        }
    } else if kind.eq_ignore_ascii_case("dynamic") {
        let field = given.properties.source_field;
        PropertyValue::Dynamic {
            source_field: field
                .filter(|field| !field.is_empty())
                .ok_or_else(|| wrong(&format!("{name} needs properties.sourceField")))?,
        }
    } else {
        return Err(wrong(&format!("{name} has the type {kind:?}"))
            .hint("the types are \"Static\" and \"Dynamic\""));
    };
    Ok(DeliveryProperty { name, value })
}

/// Shows a header as it was asked for, without a secret.
pub(super) fn shown(property: &DeliveryProperty) -> Value {
    let (kind, properties) = match &property.value {
        PropertyValue::Static {
            value,
            secrecy: Secrecy::Open,
        } => ("Static", json!({"value": value, "isSecret": false})),
        PropertyValue::Static {
            secrecy: Secrecy::Secret,
            ..
        } => ("Static", json!({"value": "***", "isSecret": true})),
        PropertyValue::Dynamic { source_field } => {
            ("Dynamic", json!({"sourceField": source_field}))
        }
    };
    json!({"name": property.name, "type": kind, "properties": properties})
}
