//! Rows of the historical reports of a run.

use jiff::{Timestamp, tz::Offset};
use ringback_world::{
    Fact, Ids,
    reports::{Cell, Level, Source, Table, TableName, View, records},
};
use serde_json::Value;

use super::{
    RunView,
    counted::{holds, shown},
    verdicts::Finding,
    view::Outcome,
};
use crate::{
    case::Case,
    language::{Counted, ReportPattern},
};

/// How many rows are shown where none fits.
const SHOWN_MAX: usize = 3;

/// Makes all tables of what happened in a case, per call in UTC.
pub(crate) fn tables(case: &Case, seed: u64, facts: &[Fact]) -> Vec<Table> {
    let source = Source {
        ids: &Ids::new(seed, case.id.clone()),
        tenant: &case.declaration.teams,
    };
    let records = records(&source, facts);
    let view = view(case.start);
    let all = TableName::ALL.into_iter();
    all.map(|name| name.table(&records, &view)).collect()
}

fn view(start: Timestamp) -> View {
    View {
        start,
        offset: Offset::UTC,
        level: Level::Call,
    }
}

/// Names every table with its columns.
pub(crate) fn columns() -> Vec<(&'static str, Vec<&'static str>)> {
    let view = view(Timestamp::UNIX_EPOCH);
    let all = TableName::ALL.into_iter();
    all.map(|name| (name.name(), name.table(&[], &view).columns))
        .collect()
}

/// Counts the rows that fit.
pub(super) fn finding(
    pattern: &ReportPattern,
    counts: Counted,
    case: &Case,
    run: &RunView<'_>,
) -> Finding {
    let tables = tables(case, run.seed, run.facts);
    let table = tables
        .iter()
        .find(|table| table.name == pattern.table.value);
    let rows = table.map_or(&[][..], |table| &table.rows);
    let asked: Vec<(usize, String)> = pattern
        .fields
        .iter()
        .filter_map(|(name, value)| {
            let mut columns = table?.columns.iter();
            let column = columns.position(|column| *column == name.value)?;
            Some((column, text(value)))
        })
        .collect();
    let has = |row: &[Cell]| {
        let fits = |(column, wanted): &(usize, String)| row[*column].to_string() == *wanted;
        asked.len() == pattern.fields.len() && asked.iter().all(fits)
    };
    let fitting = rows.iter().filter(|row| has(row)).count();
    let fields: Vec<String> = pattern
        .fields
        .iter()
        .map(|(name, value)| format!("{} = {}", name.value, text(value)))
        .collect();
    let told = |row: &Vec<Cell>| {
        let cells = asked.iter().map(|(column, _)| {
            let name = table.map_or("", |table| table.columns[*column]);
            format!("{name} = {}", row[*column])
        });
        cells.collect::<Vec<_>>().join(", ")
    };
    let others: Vec<String> = rows.iter().take(SHOWN_MAX).map(told).collect();
    Finding {
        outcome: Outcome::of(holds(counts, fitting)),
        expected: format!(
            "a row of {} with {}, {}",
            pattern.table.value,
            fields.join(", "),
            shown(counts)
        ),
        happened: format!(
            "{fitting} of {} rows; the first: {}",
            rows.len(),
            others.join("; ")
        ),
        contact: None,
        focus: run.ended_at,
        wrong_since: run.ended_at,
    }
}

/// A value as the tables show it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
