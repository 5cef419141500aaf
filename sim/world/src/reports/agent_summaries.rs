//! `fAgentTimelineAnalyticsSummary`: how many calls an agent answered of a queue, hour by hour.

use super::{
    Cell, Record, Table, View, agents,
    calendar::{Hour, hour_number, month_day},
    groups::grouped,
    table::{Column, fill},
};
use crate::Span;

struct Row {
    hour: Hour,
    agent: String,
    queue: String,
    calls: u64,
    talked: Span,
}

pub(super) fn table(name: &'static str, records: &[Record], view: &View) -> Table {
    let rows = records.iter().flat_map(|record| rows(record, view));
    let rows = grouped(
        rows.collect(),
        |row| (row.hour, row.agent.clone(), row.queue.clone()),
        join,
    );
    fill(name, COLUMNS, &rows)
}

fn rows(record: &Record, view: &View) -> Vec<Row> {
    let Some(queue) = &record.queue else {
        return Vec::new();
    };
    let legs = record.agents.iter();
    let row = legs.map(|leg| Row {
        hour: view.hour(leg.answered),
        agent: leg.agent.clone(),
        queue: queue.queue.clone(),
        calls: 1,
        talked: leg.talked,
    });
    row.collect()
}

fn join(group: &mut Row, row: Row) {
    group.calls += row.calls;
    group.talked = group.talked.saturating_add(row.talked);
}

const COLUMNS: &[Column<Row>] = &[
    Column("Agent Name", |row| Cell::text(&row.agent)),
    Column("AgentTimelineAnalyticsLink", |row| {
        agents::key(row.hour.local, &row.agent, &row.queue)
    }),
    Column("Average Call Duration (Seconds)", |row| {
        Cell::mean(row.talked, row.calls)
    }),
    Column(
        "Average Call Duration (Seconds) - zero instead of blank",
        |row| Cell::whole_mean(row.talked, row.calls),
    ),
    Column("CQ Name", |row| Cell::text(&row.queue)),
    Column("Date", |row| Cell::Date(row.hour.local.date())),
    Column("Hour", |row| hour_number(row.hour.local)),
    Column("MM-DD", |row| month_day(row.hour.local)),
    Column("Total Call Count", |row| Cell::Whole(row.calls)),
    // A row is of one agent.
    Column("Total Call Count divided by Count of Agent Name", |row| {
        Cell::Whole(row.calls)
    }),
    Column("Total Call Count Sum", |row| Cell::Whole(row.calls)),
    Column("Total Call Duration (HH:MM:SS)", |row| {
        Cell::clock(row.talked)
    }),
    Column("Total Call Duration (Minutes)", |row| {
        Cell::whole_minutes(row.talked)
    }),
];
