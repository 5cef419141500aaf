//! Facts as a case tells them: flat, with seconds in place of microseconds and the names of calls.

use ringback_world::Fact;
use serde_json::{Map, Value};

use crate::run::{Ran, micros, seconds};

/// Lengths of time among the members of facts, in microseconds.
const SPANS: [&str; 2] = ["waited", "takes"];

/// Tells what happened: `{ at: 5, fact: answered-by-agent, call: c1, agent: B, … }` each.
pub(crate) fn told(ran: &Ran) -> Vec<Value> {
    ran.facts
        .iter()
        .filter_map(|fact| tell(ran, fact))
        .collect()
}

fn tell(ran: &Ran, fact: &Fact) -> Option<Value> {
    let what = serde_json::to_value(&fact.what).ok()?;
    let (_subject, named) = only(what)?;
    let (name, members) = only(named)?;
    let mut told = Map::new();
    told.insert("at".to_owned(), Value::from(seconds(fact.at)));
    told.insert("fact".to_owned(), Value::from(name));
    if let Value::Object(members) = members {
        for (key, value) in members {
            let value = plain(ran, &key, value);
            told.insert(key, value);
        }
    }
    Some(Value::Object(told))
}

/// The one entry of a map.
fn only(value: Value) -> Option<(String, Value)> {
    match value {
        Value::Object(entries) => entries.into_iter().next(),
        Value::String(word) => Some((word, Value::Null)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}

fn plain(ran: &Ran, key: &str, value: Value) -> Value {
    let Some(number) = value.as_u64() else {
        return value;
    };
    if SPANS.contains(&key) {
        return Value::from(micros(number));
    }
    let mut names = ran.names.iter();
    match names.find(|(call, _)| key == "call" && u64::from(call.0) == number) {
        Some((_, name)) => Value::from(name.as_str()),
        None => value,
    }
}
