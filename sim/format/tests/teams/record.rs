//! What the reports say of a call's first queue and first attendant.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16.

use std::collections::BTreeMap;

use ringback_world::{
    Ids, What,
    calls::CallId,
    reports::{AttendantResultTold, Cell, Record, Source, TableName, View, records},
    teams::Fact,
};
use serde::Deserialize;

use crate::run::{Ran, micros, seconds};

/// A record of a queue, or what a case says of it: what it leaves out is not compared.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct QueueRecord {
    pub(crate) at: Option<f64>,
    pub(crate) queue: Option<String>,
    pub(crate) result: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) duration: Option<f64>,
    pub(crate) legend: Option<String>,
}

/// A record of an attendant.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AttendantRecord {
    pub(crate) at: Option<f64>,
    pub(crate) attendant: Option<String>,
    pub(crate) result: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) selections: Option<u32>,
    pub(crate) legend: Option<String>,
}

/// The records of a run, with the calls' names.
fn named(ran: &Ran) -> Vec<(String, Record)> {
    let source = Source {
        ids: &Ids::new(1, "cases"),
        tenant: &ran.world.declaration().teams,
    };
    let records = records(&source, &ran.facts);
    let name = |record: Record| {
        let name = ran.names.get(&record.call).cloned().unwrap_or_default();
        (name, record)
    };
    records.into_iter().map(name).collect()
}

/// The record of each call's first queue that is done with it.
pub(crate) fn queues(ran: &Ran) -> BTreeMap<String, QueueRecord> {
    let record = |(name, record): (String, Record)| {
        let leg = record.queue?;
        let outcome = leg.outcome?;
        let record = QueueRecord {
            at: done_at(ran, record.call),
            queue: Some(leg.queue),
            result: Some(outcome.result.word().to_owned()),
            action: Some(outcome.action.word().to_owned()),
            target: Some(outcome.corrected_target().word().to_owned()),
            duration: Some(micros(leg.waited.as_micros())),
            legend: Some(outcome.detailed_legend().text()),
        };
        Some((name, record))
    };
    named(ran).into_iter().filter_map(record).collect()
}

/// When the first queue of a call was done with it.
fn done_at(ran: &Ran, call: CallId) -> Option<f64> {
    let done = ran.facts.iter().find(|fact| match &fact.what {
        What::Teams(
            Fact::AnsweredByAgent { call: other, .. }
            | Fact::CallbackAnswered { call: other, .. }
            | Fact::CallbackTimedOut { call: other, .. }
            | Fact::Abandoned { call: other, .. }
            | Fact::Redirected { call: other, .. },
        ) => *other == call,
        _ => false,
    });
    done.map(|fact| seconds(fact.at))
}

/// The record of each call's first attendant that it has left.
pub(crate) fn attendants(ran: &Ran) -> BTreeMap<String, AttendantRecord> {
    let record = |(name, record): (String, Record)| {
        let leg = record.attendant?;
        let left = leg.left?;
        let AttendantResultTold::Known(result) = left.result else {
            return None;
        };
        let word = serde_json::to_value(result).ok();
        let record = AttendantRecord {
            at: Some(seconds(leg.came.saturating_add(leg.stayed))),
            attendant: Some(leg.attendant),
            result: word.and_then(|word| Some(word.as_str()?.to_owned())),
            action: left.transfer_action().map(str::to_owned),
            selections: Some(left.selections),
            legend: Some(left.legend().text().to_owned()),
        };
        Some((name, record))
    };
    named(ran).into_iter().filter_map(record).collect()
}

/// The rows of a table, each with the texts of its cells under the names of its columns.
pub(crate) fn rows(ran: &Ran, table: &str, view: &View) -> Vec<BTreeMap<String, String>> {
    let records: Vec<Record> = named(ran).into_iter().map(|(_, record)| record).collect();
    let mut names = TableName::ALL.into_iter();
    let Some(name) = names.find(|name| name.name() == table) else {
        return Vec::new();
    };
    let table = name.table(&records, view);
    let row = |cells: &Vec<Cell>| {
        let columns = table.columns.iter().map(|column| (*column).to_owned());
        columns.zip(cells.iter().map(Cell::to_string)).collect()
    };
    table.rows.iter().map(row).collect()
}
