//! `fCallQueueAnalytics`: calls by their first queue.

use super::{
    Cell, Level, Outcome, QueueLeg, Record, Table, View,
    calendar::{When, hour_number},
    groups::grouped,
    row_ids::RowIds,
    table::{Column, fill},
    words,
};
use crate::{Span, teams::Connectivity};

struct Row {
    when: When,
    queue: String,
    outcome: Outcome,
    connectivity: Connectivity,
    calls: u64,
    waited: Span,
    on_phone: Span,
    agents: u32,
    opted_in: u32,
    ids: RowIds,
}

pub(super) fn table(name: &'static str, records: &[Record], view: &View) -> Table {
    let rows = records.iter().filter_map(|record| row(record, view));
    let rows = match view.level {
        Level::Call => rows.collect(),
        Level::Day => grouped(
            rows.collect(),
            |row| {
                let connectivity = words::connectivity(row.connectivity);
                (row.when, row.queue.clone(), row.outcome, connectivity)
            },
            join,
        ),
    };
    fill(name, COLUMNS, &rows)
}

/// A call that the queue is not done with has no row yet.
fn row(record: &Record, view: &View) -> Option<Row> {
    let leg: &QueueLeg = record.queue.as_ref()?;
    Some(Row {
        when: view.when(record.came, record.over),
        queue: leg.queue.clone(),
        outcome: leg.outcome?,
        connectivity: record.connectivity,
        calls: 1,
        waited: leg.waited,
        on_phone: record.on_phone(),
        agents: leg.agents,
        opted_in: leg.opted_in,
        ids: record.ids(&record.dialog_id, &leg.document_id, view),
    })
}

fn join(group: &mut Row, row: Row) {
    group.calls += row.calls;
    group.waited = group.waited.saturating_add(row.waited);
    group.on_phone = group.on_phone.saturating_add(row.on_phone);
    // The most that there were: so the report shows them for an hour.
    group.agents = group.agents.max(row.agents);
    group.opted_in = group.opted_in.max(row.opted_in);
}

impl Row {
    fn abandoned(&self) -> Cell {
        let abandoned = self.outcome.is_abandoned();
        Cell::Whole(if abandoned { self.calls } else { 0 })
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column("Call Count", |row| Cell::Whole(row.calls)),
    Column("Call Count Abandoned", Row::abandoned),
    Column("Call Count Sum", |row| Cell::Whole(row.calls)),
    Column("Call Count Sum Abandoned", Row::abandoned),
    Column("Call Duration Seconds", |row| {
        Cell::whole_seconds(row.waited)
    }),
    Column("Call Duration Seconds AVG", |row| {
        Cell::whole_mean(row.waited, row.calls)
    }),
    Column("Call End Time Local", |row| row.when.end_local()),
    Column("Call End Time UTC", |row| row.when.end_utc()),
    Column("Call Queue Agent Count", |row| {
        Cell::Whole(u64::from(row.agents))
    }),
    Column("Call Queue Agent Opt In Count", |row| {
        Cell::Whole(u64::from(row.opted_in))
    }),
    Column("Call Queue Call Result", |row| {
        Cell::text(row.outcome.result.word())
    }),
    Column("Call Queue Call Result Legend", |row| {
        Cell::Text(row.outcome.legend().text())
    }),
    Column("Call Queue Target Type", |row| {
        Cell::text(row.outcome.corrected_target().word())
    }),
    Column("Call Queue Target Type Legend", |row| {
        Cell::Text(row.outcome.detailed_legend().text())
    }),
    Column("Call Start Time Local", |row| row.when.start_local()),
    Column("Call Start Time UTC", |row| row.when.start_utc()),
    Column("ConferenceID", |row| row.ids.conference()),
    Column("CQ Name", |row| Cell::text(&row.queue)),
    Column("CQHour", |row| hour_number(row.when.local_hour())),
    Column("Date", |row| Cell::DateTime(row.when.local_hour())),
    Column("DateTimeCQName", |row| {
        Cell::Text(key(row.when, &row.queue))
    }),
    Column("DialogID", |row| row.ids.dialog()),
    Column("DocumentID", |row| row.ids.document()),
    Column("PSTN Connectivity Type", |row| {
        Cell::text(words::connectivity(row.connectivity))
    }),
    Column("PSTN Total Minutes", |row| {
        Cell::whole_minutes(row.on_phone)
    }),
];

/// The key by which the two tables of queues are joined: the hour and the queue.
fn key(when: When, queue: &str) -> String {
    format!("{}{queue}", Cell::DateTime(when.local_hour()))
}
