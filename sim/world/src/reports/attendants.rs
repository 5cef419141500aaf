//! `fAutoAttendant`: calls by their first attendant.

use super::{
    AttendantLeft, Cell, Level, Record, Table, View,
    calendar::{When, hour_number, month_day},
    groups::grouped,
    row_ids::RowIds,
    table::{Column, fill},
    words,
};
use crate::{
    Span,
    teams::{CallFlow, Connectivity, SearchMethod},
};

/// The place of the first attendant in its chain; none but the first is reported. That it counts from one is our reading.
pub(super) const CHAIN_INDEX: u64 = 1;

struct Row {
    /// In the attendant.
    when: When,
    /// The whole call.
    call: When,
    attendant: String,
    left: AttendantLeft,
    connectivity: Connectivity,
    calls: u64,
    selections: u64,
    attendants: u64,
    stayed: Span,
    lasted: Span,
    on_phone: Span,
    ids: RowIds,
}

pub(super) fn table(name: &'static str, records: &[Record], view: &View) -> Table {
    let rows = records.iter().filter_map(|record| row(record, view));
    let rows = match view.level {
        Level::Call => rows.collect(),
        Level::Day => grouped(rows.collect(), key, join),
    };
    fill(name, COLUMNS, &rows)
}

/// A call that is still in the attendant has no row yet.
fn row(record: &Record, view: &View) -> Option<Row> {
    let leg = record.attendant.as_ref()?;
    let left = leg.left.clone()?;
    Some(Row {
        when: view.when(leg.came, None),
        call: view.when(record.came, record.over),
        attendant: leg.attendant.clone(),
        connectivity: record.connectivity,
        calls: 1,
        selections: u64::from(left.selections),
        attendants: u64::from(record.attendants),
        stayed: leg.stayed,
        lasted: record.lasted,
        on_phone: record.on_phone(),
        ids: record.ids(&record.dialog_id, &leg.document_id, view),
        left,
    })
}

/// What calls of a day share in one row.
fn key(row: &Row) -> impl Ord + use<> {
    (
        (row.when, row.attendant.clone()),
        (words::result(row.left.result), row.left.legend()),
        (row.flow(), row.search(), row.action()),
        words::connectivity(row.connectivity),
    )
}

fn join(group: &mut Row, row: Row) {
    group.calls += row.calls;
    group.selections += row.selections;
    group.attendants += row.attendants;
    group.stayed = group.stayed.saturating_add(row.stayed);
    group.lasted = group.lasted.saturating_add(row.lasted);
    group.on_phone = group.on_phone.saturating_add(row.on_phone);
}

impl Row {
    fn flow(&self) -> &'static str {
        self.left
            .call_flow
            .map_or("", |flow: CallFlow| words::call_flow(flow))
    }

    fn search(&self) -> &'static str {
        self.left.search.map_or("", words::search)
    }

    fn action(&self) -> &'static str {
        words::transfer_action(self.left.action.as_deref())
    }

    fn searched(&self, method: SearchMethod) -> Cell {
        let counts = self.left.search == Some(method);
        Cell::Whole(if counts { self.calls } else { 0 })
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column("AA Name", |row| Cell::text(&row.attendant)),
    Column("AA Start Date Local", |row| {
        Cell::Date(row.when.local_hour().date())
    }),
    Column("AA Start Hour", |row| hour_number(row.when.local_hour())),
    Column("AA Start Time Local", |row| row.when.start_local()),
    Column("AA Start Time UTC", |row| row.when.start_utc()),
    Column("AACallerActionCount", |row| Cell::Whole(row.selections)),
    Column("AACallerActionCountAverage", |row| {
        // A mean of whole numbers in a column of whole numbers.
        let halves = row.selections * 2 + row.calls;
        Cell::Whole(halves.checked_div(row.calls * 2).unwrap_or_default())
    }),
    Column("AACallFlow", |row| Cell::text(row.flow())),
    Column("AACallResult", |row| {
        Cell::text(words::result(row.left.result))
    }),
    Column("AACallResultLegend", |row| {
        Cell::text(row.left.legend().text())
    }),
    Column("AAChainDuration", |row| Cell::seconds(row.stayed)),
    Column("AAChainDurationAverage", |row| {
        Cell::mean(row.stayed, row.calls)
    }),
    Column("AAChainIndex", |_| Cell::Whole(CHAIN_INDEX)),
    Column("AAConnectivityType", |row| {
        Cell::text(words::connectivity(row.connectivity))
    }),
    Column("AACount", |row| Cell::Whole(row.attendants)),
    Column("AADirectorySearchMethod", |row| Cell::text(row.search())),
    Column("AADirectorySearchMethodCountDTMF", |row| {
        row.searched(SearchMethod::AbsSearchDtmf)
    }),
    Column("AADirectorySearchMethodCountVoice", |row| {
        row.searched(SearchMethod::AbsSearchVoice)
    }),
    Column("AADirectorySearchMethodLegend", |row| {
        Cell::text(row.left.search.map_or("", words::search_legend))
    }),
    Column("AATransferAction", |row| Cell::text(row.action())),
    Column("Call Duration Seconds", |row| {
        Cell::whole_seconds(row.lasted)
    }),
    Column("Call End Time Local", |row| row.call.end_local()),
    Column("Call End Time UTC", |row| row.call.end_utc()),
    Column("Call Start Time Local", |row| row.call.start_local()),
    Column("Call Start Time UTC", |row| row.call.start_utc()),
    Column("ConferenceID", |row| row.ids.conference()),
    Column("DialogID", |row| row.ids.dialog()),
    Column("DocumentID", |row| row.ids.document()),
    Column("MM-DD", |row| month_day(row.when.local_hour())),
    Column("PSTNMinutes", |row| Cell::whole_minutes(row.on_phone)),
    Column("TotalCallCount", |row| Cell::Whole(row.calls)),
    Column("TotalCallCountSum", |row| Cell::Whole(row.calls)),
];
