//! Whether an answer has the status and the keys of a recorded one.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::support::Answer;

/// Tells the difference, if there is one.
pub(super) fn difference(recorded: &Value, answer: &Answer) -> Option<String> {
    let status = recorded["status"].as_u64().expect("a number");
    if status != u64::from(answer.status) {
        return Some(format!(
            "{status} was recorded, {} {}",
            answer.status, answer.body
        ));
    }
    let recorded_location = recorded["headers"].get("location").is_some();
    if recorded_location && answer.header("location").is_none() {
        return Some("Location was recorded".to_owned());
    }
    keys("", &recorded["body"], &answer.body)
}

/// Compares keys all the way down. A list's items have the keys that all recorded items have, and none that no recorded item
/// has; texts that the recording hides may stand for anything.
pub(super) fn keys(at: &str, recorded: &Value, ours: &Value) -> Option<String> {
    match (recorded, ours) {
        (Value::String(hidden), _) if hidden == "sanitized" => None,
        (Value::Object(recorded), Value::Object(ours)) => {
            let (theirs, mine) = (names(recorded), names(ours));
            if theirs != mine {
                return Some(format!("{at}: {theirs:?} was recorded, {mine:?}"));
            }
            let mut inner = recorded.iter();
            inner.find_map(|(name, value)| keys(&format!("{at}/{name}"), value, &ours[name]))
        }
        (Value::Array(recorded), Value::Array(ours)) => items(at, recorded, ours),
        (Value::Null, Value::Null)
        | (Value::String(_), Value::String(_))
        | (Value::Number(_), Value::Number(_))
        | (Value::Bool(_), Value::Bool(_)) => None,
        _ => Some(format!("{at}: {recorded} was recorded, {ours}")),
    }
}

fn items(at: &str, recorded: &[Value], ours: &[Value]) -> Option<String> {
    if recorded.is_empty() != ours.is_empty() {
        return Some(format!(
            "{at}: {} items were recorded, {}",
            recorded.len(),
            ours.len()
        ));
    }
    let sets: Vec<_> = recorded
        .iter()
        .filter_map(Value::as_object)
        .map(names)
        .collect();
    let all: BTreeSet<_> = sets.iter().flatten().copied().collect();
    for ours in ours {
        let Some(object) = ours.as_object() else {
            continue;
        };
        let mine = names(object);
        if !mine.is_subset(&all) || sets.iter().all(|set| !mine.is_superset(set)) {
            return Some(format!("{at}: one of {sets:?} was recorded, {mine:?}"));
        }
        let alike = recorded
            .iter()
            .filter(|item| item.as_object().is_some_and(|o| names(o) == mine));
        let differences: Vec<_> = alike.map(|item| keys(at, item, ours)).collect();
        if !differences.is_empty() && differences.iter().all(Option::is_some) {
            return differences.into_iter().next().flatten();
        }
    }
    None
}

fn names(object: &Map<String, Value>) -> BTreeSet<&str> {
    object.keys().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::keys;

    #[test]
    fn a_key_more_or_less_is_a_difference() {
        let recorded =
            json!({"value": [{"id": "sanitized", "a": 1}, {"id": "b"}], "c": "sanitized"});
        let agree = json!({"value": [{"id": "x"}, {"id": "x", "a": 2}], "c": []});
        assert_eq!(keys("", &recorded, &agree), None);
        for differ in [
            json!({"value": [{"id": "x"}]}),
            json!({"value": [], "c": ""}),
            json!({"value": [{"id": "x", "b": 1}], "c": ""}),
            json!({"value": [{}], "c": ""}),
            json!({"value": [{"id": 7}], "c": ""}),
        ] {
            assert!(keys("", &recorded, &differ).is_some(), "{differ}");
        }
    }
}
