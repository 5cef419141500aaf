//! Every other value of every switch, tried on every case that holds.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use ringback_format::yaml;
use serde_json::Value;

use crate::{
    compare::check,
    judge::{Judged, Outcome, plain, scenes, with_switches},
    read::CaseFile,
};

/// The other values of each switch.
const READINGS: &str = include_str!("switches.yaml");

/// What each other value changes.
pub(crate) struct Scanned {
    /// By switch and value, the numbers of the cases.
    pub(crate) changes: BTreeMap<(String, String), BTreeSet<u16>>,
    unlisted: Result<(), String>,
}

impl Scanned {
    pub(crate) fn unlisted(&self) -> Result<(), String> {
        self.unlisted.clone()
    }
}

/// Tries every other value on every case that holds.
pub(crate) fn scan(files: &[CaseFile], judged: &[Judged]) -> Scanned {
    let readings: IndexMap<String, Vec<Value>> = match yaml::parse("switches.yaml", READINGS) {
        Ok(readings) => readings,
        Err(why) => {
            return Scanned {
                changes: BTreeMap::new(),
                unlisted: Err(why.to_string()),
            };
        }
    };
    let mut changes: BTreeMap<(String, String), BTreeSet<u16>> = BTreeMap::new();
    let mut unlisted = Vec::new();
    for (name, value) in readings
        .iter()
        .flat_map(|(name, values)| values.iter().map(move |value| (name, value)))
    {
        let key = (name.clone(), plain(value));
        let switches = IndexMap::from([(name.clone(), value.clone())]);
        let changed = changes.entry(key.clone()).or_default();
        for case in files.iter().flat_map(|file| &file.cases) {
            let number = case.meta.case;
            let holds = judged.iter().any(|judged| {
                judged.case == number
                    && judged.switches.is_none()
                    && judged.outcome == Outcome::Pass
            });
            let listed = case
                .switched
                .iter()
                .any(|switched| switched.meta.switches == switches);
            let differs = holds
                && scenes(case).is_ok_and(|scenes| {
                    scenes
                        .iter()
                        .filter(|scene| scene.until.is_some())
                        .any(|scene| check(&with_switches(scene, &switches)).is_err())
                });
            if differs {
                changed.insert(number);
                if !listed {
                    unlisted.push(format!("{}: {} changes case {number}", key.0, key.1));
                }
            }
        }
    }
    Scanned {
        changes,
        unlisted: match unlisted.is_empty() {
            true => Ok(()),
            false => Err(unlisted.join("\n")),
        },
    }
}
