//! Reports of a run, cell by cell.

use jiff::{Timestamp, tz::Offset};
use ringback_world::{
    Time,
    reports::{Level, Record, Source, Table, TableName, View, records},
};

use crate::teams_run::Run;

/// Makes the records of what has happened.
pub(crate) fn records_of(run: &Run) -> Vec<Record> {
    let source = Source {
        ids: run.world.ids(),
        tenant: &run.world.declaration().teams,
    };
    records(&source, &run.facts)
}

/// Looks at calls in UTC.
pub(crate) fn per_call(run: &Run) -> View {
    View {
        start: run.world.civil(Time::ZERO),
        offset: Offset::UTC,
        level: Level::Call,
    }
}

/// Looks at calls of a run that starts then, with another idea of "local".
pub(crate) fn seen_from(start: &str, hours: i8, minutes: i8, level: Level) -> View {
    let start: Timestamp = start.parse().expect("it is a time");
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    View {
        start,
        offset: Offset::from_seconds(seconds).expect("it is an offset"),
        level,
    }
}

/// Makes a table of a run, per call in UTC.
pub(crate) fn table(run: &Run, name: TableName) -> Table {
    name.table(&records_of(run), &per_call(run))
}

/// The cells of one column, as a file shows them.
#[track_caller]
pub(crate) fn column(table: &Table, name: &str) -> Vec<String> {
    let Some(place) = table.columns.iter().position(|column| *column == name) else {
        panic!("{} has no column {name}: {:?}", table.name, table.columns);
    };
    let cells = table.rows.iter().map(|row| row[place].to_string());
    cells.collect()
}

/// Compares cells of the one row of a table: `column = value` a line.
#[track_caller]
pub(crate) fn check_row(table: &Table, expected: &str) {
    assert_eq!(table.rows.len(), 1, "{}: {:?}", table.name, table.rows);
    for line in expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let (name, value) = line.split_once(" =").expect("a line is `column = value`");
        assert_eq!(
            column(table, name),
            [value.trim_start()],
            "{} {name}",
            table.name
        );
    }
}
