//! What must come of a scene.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::record::{AttendantRecord, QueueRecord};

/// What must come of a scene. What is left out is not looked at; what is there is compared, or the case fails.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Expected {
    /// The declaration is refused.
    pub(crate) refused: Option<RefusedAs>,
    /// The declaration is taken.
    pub(crate) accepted: Option<AcceptedAs>,
    /// Every offer: `c1 A 0-6 withdrawn`.
    pub(crate) offers: Option<Vec<String>>,
    /// The record of every call whose first queue has one.
    pub(crate) records: Option<IndexMap<String, QueueRecord>>,
    /// The record of every call whose first attendant has one.
    pub(crate) attendants: Option<IndexMap<String, AttendantRecord>>,
    /// The calls that wait at the end, in the order in which they are served.
    pub(crate) waiting: Option<Vec<String>>,
    /// When calls end.
    pub(crate) ends: Option<IndexMap<String, f64>>,
    /// Rows of tables of the reports: each table has these and no other, and a row has these cells among others.
    pub(crate) reports: IndexMap<String, Vec<IndexMap<String, Value>>>,
    /// What the reports call a result with a target.
    pub(crate) legends: Vec<Legend>,
    /// What happens, in this order among other things; a fact has these members among others.
    pub(crate) facts: Vec<Value>,
    /// What does not happen.
    pub(crate) never: Vec<Value>,
}

impl Expected {
    /// Tells whether anything is expected of a run.
    pub(crate) fn of_a_run(&self) -> bool {
        let Self {
            refused: _,
            accepted: _,
            offers,
            records,
            attendants,
            waiting,
            ends,
            reports,
            legends,
            facts,
            never,
        } = self;
        offers.is_some()
            || records.is_some()
            || attendants.is_some()
            || waiting.is_some()
            || ends.is_some()
            || !reports.is_empty()
            || !legends.is_empty()
            || !facts.is_empty()
            || !never.is_empty()
    }

    /// The same with one thing in it that is not so, for each thing that can be spoiled.
    pub(crate) fn spoiled(&self) -> Vec<Self> {
        let mut all = Vec::new();
        let mut spoil = |spoils: &dyn Fn(&mut Self) -> bool| {
            let mut other = self.clone();
            if spoils(&mut other) {
                all.push(other);
            }
        };
        spoil(&|other| lengthen(&mut other.offers));
        spoil(&|other| lengthen(&mut other.waiting));
        spoil(&|other| match other
            .ends
            .as_mut()
            .and_then(|ends| ends.values_mut().next())
        {
            Some(at) => {
                *at += 1.0;
                true
            }
            None => false,
        });
        let records = self.records.iter().flatten().count();
        for index in 0..records {
            spoil(&|other| {
                let records = other.records.as_mut();
                let record = records.and_then(|records| records.get_index_mut(index));
                record.is_some_and(|(_, record)| {
                    record.duration = Some(record.duration.map_or(0.25, |wait| wait + 1.0));
                    true
                })
            });
        }
        let left = self.attendants.iter().flatten().count();
        for index in 0..left {
            spoil(&|other| {
                let left = other.attendants.as_mut();
                let record = left.and_then(|left| left.get_index_mut(index));
                record.is_some_and(|(_, record)| {
                    record.selections = Some(record.selections.map_or(99, |count| count + 1));
                    true
                })
            });
        }
        let tables = self.reports.len();
        for index in 0..tables {
            spoil(&|other| {
                let table = other.reports.get_index_mut(index);
                table.is_some_and(|(_, rows)| {
                    rows.push(IndexMap::new());
                    true
                })
            });
        }
        for index in 0..self.legends.len() {
            spoil(&|other| {
                other.legends[index].legend.push('!');
                true
            });
        }
        for index in 0..self.facts.len() {
            spoil(&|other| {
                other.facts[index]["at"] = Value::from(-1);
                true
            });
        }
        all
    }
}

/// What the reports call a result with a target.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Legend {
    /// `CallQueueCallResult`.
    pub(crate) result: String,
    /// `CallQueueTargetType`.
    pub(crate) target: String,
    /// The detailed legend.
    pub(crate) legend: String,
}

fn lengthen(list: &mut Option<Vec<String>>) -> bool {
    list.as_mut().is_some_and(|list| {
        list.push("nobody".to_owned());
        true
    })
}

/// How a declaration is refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefusedAs {
    /// The field that the error names, or the key that stands in the line that it shows.
    pub(crate) field: String,
    /// What the error says: the range or the cure, and the source.
    pub(crate) says: Vec<String>,
}

/// How a declaration is taken.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct AcceptedAs {
    /// It means the same as this one, laid over the baseline.
    pub(crate) same_as: Option<Value>,
    /// The agents of queues, in their order.
    pub(crate) agents: IndexMap<String, Vec<String>>,
}
