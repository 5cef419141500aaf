//! `fAgentTimelineAnalytics`: calls that agents answered.

use super::{
    Cell, Level, Record, Table, View,
    calendar::{When, hour_number},
    groups::grouped,
    row_ids::RowIds,
    table::{Column, fill},
};
use crate::Span;

struct Row {
    when: When,
    agent: String,
    queue: String,
    calls: u64,
    talked: Span,
    ids: RowIds,
}

pub(super) fn table(name: &'static str, records: &[Record], view: &View) -> Table {
    let rows = records.iter().flat_map(|record| rows(record, view));
    let rows = match view.level {
        Level::Call => rows.collect(),
        Level::Day => grouped(
            rows.collect(),
            |row| (row.when, row.agent.clone(), row.queue.clone()),
            join,
        ),
    };
    fill(name, COLUMNS, &rows)
}

/// Whichever queue an agent answered in, the call counts for its first queue ("Auto Attendant & Call Queue Historical
/// Report", Microsoft Learn, 2024-09-16, "Known issues").
fn rows(record: &Record, view: &View) -> Vec<Row> {
    let Some(queue) = &record.queue else {
        return Vec::new();
    };
    let legs = record.agents.iter();
    let row = legs.map(|leg| Row {
        when: view.when(leg.answered, leg.left),
        agent: leg.agent.clone(),
        queue: queue.queue.clone(),
        calls: 1,
        talked: leg.talked,
        ids: record.ids(&leg.dialog_id, &leg.document_id, view),
    });
    row.collect()
}

fn join(group: &mut Row, row: Row) {
    group.calls += row.calls;
    group.talked = group.talked.saturating_add(row.talked);
}

/// The key by which the two tables of agents are joined: the hour, the agent and the queue.
pub(super) fn key(hour: jiff::civil::DateTime, agent: &str, queue: &str) -> Cell {
    Cell::Text(format!("{}{agent}{queue}", Cell::DateTime(hour)))
}

const COLUMNS: &[Column<Row>] = &[
    Column("Agent Name", |row| Cell::text(&row.agent)),
    Column("AgentTimelineAnalyticsSummaryLink", |row| {
        key(row.when.local_hour(), &row.agent, &row.queue)
    }),
    Column("Call Duration (HH:MM:SS)", |row| Cell::clock(row.talked)),
    Column("Call Duration (Minutes)", |row| {
        Cell::whole_minutes(row.talked)
    }),
    Column("Call Duration (Second)", |row| {
        Cell::whole_seconds(row.talked)
    }),
    Column("Call End Time Local", |row| row.when.end_local()),
    Column("Call End Time UTC", |row| row.when.end_utc()),
    Column("Call Start Time Local", |row| row.when.start_local()),
    Column("Call Start Time UTC", |row| row.when.start_utc()),
    Column("ConferenceID", |row| row.ids.conference()),
    Column("CQ Name", |row| Cell::text(&row.queue)),
    Column("DateTime", |row| Cell::DateTime(row.when.local_begin())),
    Column("DialogID", |row| row.ids.dialog()),
    Column("DocumentID", |row| row.ids.document()),
    Column("Hour", |row| hour_number(row.when.local_hour())),
    Column("Total Call Count", |row| Cell::Whole(row.calls)),
];
