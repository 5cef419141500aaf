//! Requests that belong to an earlier run: they name an id of it, or come after its end.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

use ringback_world::Fact;
use serde_json::Value;

use crate::{
    record::{Direction, Exchange},
    respond::PathSegments,
};

/// Names that are remembered of earlier runs.
const KEPT: usize = 100_000;
/// Shorter texts are words, not names.
const SHORTEST: usize = 16;

/// The strays of a run, and the names of the runs before it.
#[derive(Debug, Default)]
pub(crate) struct Strays {
    earlier: BTreeSet<String>,
    found: Vec<String>,
}

impl Strays {
    /// Remembers the names of a run that is over.
    pub(crate) fn outlive(&mut self, facts: &VecDeque<Arc<Fact>>) {
        for fact in facts {
            if self.earlier.len() >= KEPT {
                return;
            }
            if let Ok(value) = serde_json::to_value(&fact.what) {
                names_in(&value, &mut self.earlier);
            }
        }
    }

    /// Notes an exchange that belongs to an earlier run.
    pub(crate) fn judge(&mut self, exchange: &Exchange, over: bool) {
        if exchange.direction != Direction::FromImplementation {
            return;
        }
        let shown = || format!("{} {}", exchange.method, exchange.path);
        if over {
            self.found
                .push(format!("{} came after the end of the run", shown()));
        } else if exchange.status.is_some_and(|status| status >= 400)
            && self.names_earlier(&exchange.path)
        {
            self.found
                .push(format!("{} names something of an earlier run", shown()));
        }
    }

    /// Hands over what was found.
    pub(crate) fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.found)
    }

    fn names_earlier(&self, path: &str) -> bool {
        let path = path.split('?').next().unwrap_or_default();
        let segments = PathSegments::of(path);
        segments.0.iter().any(|segment| {
            let bare = crate::respond::split_verb(segment).0;
            self.earlier.contains(segment) || self.earlier.contains(bare)
        })
    }
}

fn names_in(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() >= SHORTEST && !text.contains(' ') => {
            names.insert(text.clone());
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::Array(items) => items.iter().for_each(|item| names_in(item, names)),
        Value::Object(fields) => fields.values().for_each(|value| names_in(value, names)),
    }
}
