//! The tables of a case's historical reports.

use jiff::tz::Offset;
use ringback_scenarios::Case;
use ringback_world::{
    Fact, Ids,
    reports::{Level, Source, Table, TableName, View, records},
};

/// Makes all tables of what happened in a case, per call in UTC.
pub(crate) fn tables(case: &Case, seed: u64, facts: &[Fact]) -> Vec<Table> {
    let tenant = case.declaration().teams;
    let source = Source {
        ids: &Ids::new(seed, case.id.clone()),
        tenant: &tenant,
    };
    let records = records(&source, facts);
    let view = View {
        start: case.start(),
        offset: Offset::UTC,
        level: Level::Call,
    };
    let all = TableName::ALL.into_iter();
    all.map(|name| name.table(&records, &view)).collect()
}
