//! What a case declares, laid over the baseline.

use ringback_format::{
    declaration::{WorldDeclaration, lower},
    yaml,
};
use ringback_world::declaration::Declaration;
use serde_json::{Map, Value};

/// The baseline of every case.
const BASELINE: &str = include_str!("baseline.yaml");

/// Why a declaration is refused.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It cannot be read: the text of the error, which shows the line.
    Unreadable(String),
    /// It reads well, and is wrong: each error.
    Wrong(Vec<String>),
}

impl Refused {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Unreadable(text) => text.clone(),
            Self::Wrong(errors) => errors.join("\n"),
        }
    }
}

/// Declares the baseline with these differences.
pub(crate) fn declare(given: &Value) -> Result<Declaration, Refused> {
    let mut whole: Value = yaml::parse("baseline.yaml", BASELINE)
        .map_err(|why| Refused::Unreadable(why.to_string()))?;
    lay_over(&mut whole, given);
    let whole = expanded(whole);
    let text = serde_json::to_string_pretty(&whole).expect("a tree of JSON is JSON");
    let declared: WorldDeclaration =
        yaml::parse("given.yaml", &text).map_err(|why| Refused::Unreadable(why.to_string()))?;
    lower(&declared)
        .map_err(|errors| Refused::Wrong(errors.iter().map(ToString::to_string).collect()))
}

/// Lays one tree over another: keys are merged, everything else is replaced, and a key without a value takes it away.
pub(crate) fn lay_over(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                if value.is_null() {
                    base.shift_remove(key);
                } else {
                    lay_over(base.entry(key.clone()).or_insert(Value::Null), value);
                }
            }
        }
        (_, Value::Null) => {}
        (base, over) => *base = over.clone(),
    }
}

/// Writes out names that are counted: `u001..u250` in a list or as a key.
fn expanded(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .flat_map(|item| match item.as_str().and_then(counted) {
                    Some(names) => names.into_iter().map(Value::String).collect(),
                    None => vec![expanded(item)],
                })
                .collect(),
        ),
        Value::Object(entries) => {
            let mut all = Map::new();
            for (key, value) in entries {
                match counted(&key) {
                    Some(names) => all.extend(names.into_iter().map(|name| (name, value.clone()))),
                    None => {
                        all.insert(key, expanded(value));
                    }
                }
            }
            Value::Object(all)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// Counts from the first name to the last, with as many digits as they have.
pub(crate) fn counted(text: &str) -> Option<Vec<String>> {
    let (first, last) = text.split_once("..")?;
    let digits = first.len() - first.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (stem, from) = first.split_at(first.len() - digits);
    let from: u32 = from.parse().ok()?;
    let to: u32 = last.strip_prefix(stem)?.parse().ok()?;
    Some((from..=to).map(|n| format!("{stem}{n:0digits$}")).collect())
}
