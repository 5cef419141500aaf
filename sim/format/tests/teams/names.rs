//! Ids that follow from names: `${person:A}`, `${queue-account:Q}`, `${attendant-account:main}`, `${queue:Q}`.

use ringback_format::declaration::{attendant_object_id, person_object_id, queue_object_id};
use ringback_world::declaration::Declaration;
use serde_json::Value;

/// Fills every place in the texts of a tree.
pub(crate) fn filled_in(declaration: &Declaration, value: &Value) -> Value {
    match value {
        Value::String(text) => Value::from(filled(declaration, text)),
        Value::Array(items) => items
            .iter()
            .map(|item| filled_in(declaration, item))
            .collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(key, value)| (key.clone(), filled_in(declaration, value)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Fills the places of a text.
pub(crate) fn filled(declaration: &Declaration, text: &str) -> String {
    let Some((before, rest)) = text.split_once("${") else {
        return text.to_owned();
    };
    let Some((place, after)) = rest.split_once('}') else {
        return text.to_owned();
    };
    let (kind, name) = place.split_once(':').unwrap_or((place, ""));
    let id = match kind {
        "queue-account" => queue_object_id(name).as_str().to_owned(),
        "attendant-account" => attendant_object_id(name).as_str().to_owned(),
        "person" => person_object_id(name).as_str().to_owned(),
        "queue" => {
            let mut queues = declaration.teams.queues.iter();
            let queue = queues.find(|queue| queue.name == name);
            queue.map_or(String::new(), |queue| queue.id.as_str().to_owned())
        }
        other => format!("no such place: {other}"),
    };
    format!("{before}{id}{}", filled(declaration, after))
}
