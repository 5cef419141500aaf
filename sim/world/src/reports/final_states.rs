//! `fCallQueueFinalStateAction`: how often a queue was done with calls in each way, hour by hour.

use super::{
    Cell, Outcome, Record, Table, View,
    calendar::{Hour, hour_number},
    groups::grouped,
    table::{Column, fill},
};
use crate::Span;

struct Row {
    hour: Hour,
    queue: String,
    /// Of the first of them: all have the same result, action and legend.
    outcome: Outcome,
    calls: u64,
    lasted: Span,
    waited: Span,
}

pub(super) fn table(name: &'static str, records: &[Record], view: &View) -> Table {
    let rows = records.iter().filter_map(|record| row(record, view));
    let rows = grouped(
        rows.collect(),
        |row| {
            let Outcome { result, action, .. } = row.outcome;
            let legend = row.outcome.final_state_legend();
            (row.hour, row.queue.clone(), result, action, legend)
        },
        join,
    );
    fill(name, COLUMNS, &rows)
}

fn row(record: &Record, view: &View) -> Option<Row> {
    let leg = record.queue.as_ref()?;
    Some(Row {
        hour: view.hour(record.came),
        queue: leg.queue.clone(),
        outcome: leg.outcome?,
        calls: 1,
        lasted: record.lasted,
        waited: leg.waited,
    })
}

fn join(group: &mut Row, row: Row) {
    group.calls += row.calls;
    group.lasted = group.lasted.saturating_add(row.lasted);
    group.waited = group.waited.saturating_add(row.waited);
}

impl Row {
    /// How long abandoned calls lasted, all together; nothing for others.
    fn abandoned(&self) -> Option<Span> {
        self.outcome.is_abandoned().then_some(self.lasted)
    }

    /// How long answered calls waited, all together; nothing for others.
    fn answered(&self) -> Option<Span> {
        self.outcome.is_answered().then_some(self.waited)
    }

    fn or_empty(&self, sum: Option<Span>) -> Cell {
        sum.map_or(Cell::Empty, |sum| Cell::mean(sum, self.calls))
    }

    fn or_zero(&self, sum: Option<Span>) -> Cell {
        Cell::whole_mean(sum.unwrap_or(Span::ZERO), self.calls)
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column("Average Call Duration (Seconds)", |row| {
        row.or_empty(row.abandoned())
    }),
    Column("Average Call Duration (Seconds) Average", |row| {
        row.or_zero(row.abandoned())
    }),
    Column("Average Call Queue Duration (Sec)", |row| {
        row.or_empty(row.answered())
    }),
    Column("Average Call Queue Duration (Sec) (Measure)", |row| {
        row.or_zero(row.answered())
    }),
    Column("Call Count", |row| Cell::Whole(row.calls)),
    Column("Call Queue Call Result", |row| {
        Cell::text(row.outcome.result.word())
    }),
    Column("Call Queue Call Result Legend", |row| {
        Cell::Text(row.outcome.final_state_legend().text())
    }),
    Column("Call Queue Final State Action", |row| {
        Cell::text(row.outcome.action.word())
    }),
    Column("CQ Name", |row| Cell::text(&row.queue)),
    Column("CQHour", |row| hour_number(row.hour.local)),
    Column("Date", |row| Cell::DateTime(row.hour.local)),
    Column("DateTimeCQName", |row| {
        Cell::Text(format!("{}{}", Cell::DateTime(row.hour.local), row.queue))
    }),
    Column("IsAbandoned", |row| Cell::Truth(row.outcome.is_abandoned())),
    Column("Local Date", |row| Cell::DateTime(row.hour.local)),
    Column("UTC Date", |row| Cell::DateTime(row.hour.utc)),
];
