//! One queue, group, channel or kind by interval: a row for each interval, a column for each measure.

use ringback_format::figures::{Interval, Measure, Subject};

use super::{Cell, Column, Table};

/// How much of each interval is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Detail {
    /// What fits a terminal, as plain figures.
    Compact,
    /// Everything, with confidence intervals.
    Full,
}

/// What a compact table leaves out: it follows from what is shown, or is seen better in the whole period.
const LEFT_OUT: [Measure; 13] = [
    Measure::ShortAbandoned,
    Measure::Delayed,
    Measure::MeanWait,
    Measure::MeanWaitAbandoned,
    Measure::WaitP50,
    Measure::WaitP80,
    Measure::WaitP95,
    Measure::WaitP99,
    Measure::Waiting,
    Measure::DaysMet,
    Measure::Unfinished,
    Measure::StaffedTime,
    Measure::Cost,
];

/// Makes the table of one subject; nothing where it has no intervals.
pub(in crate::report) fn intervals(of: &str, subject: &Subject, detail: Detail) -> Option<Table> {
    if subject.intervals.is_empty() {
        return None;
    }
    let occurring = |measure: &&Measure| {
        subject
            .intervals
            .iter()
            .filter_map(|interval| interval.figures.get(*measure))
            .any(|estimate| estimate.value != 0.0)
    };
    let measures: Vec<Measure> = Measure::ALL
        .iter()
        .filter(occurring)
        .filter(|measure| detail == Detail::Full || !LEFT_OUT.contains(measure))
        .copied()
        .collect();
    let cell = |interval: &Interval, measure: &Measure| {
        let found = interval.figures.get(measure);
        found.map_or_else(Cell::default, |estimate| match detail {
            Detail::Full => Cell::estimate(measure.unit(), estimate),
            Detail::Compact => Cell::value(measure.unit(), estimate.value),
        })
    };
    let row = |interval: &Interval| {
        core::iter::once(Cell::text(&interval.from))
            .chain(measures.iter().map(|measure| cell(interval, measure)))
            .collect()
    };
    let heads = measures
        .iter()
        .map(|measure| Column::numbers(measure.title()));
    Some(Table {
        title: format!("{of} {} by interval", subject.name),
        note: String::new(),
        columns: core::iter::once(Column::words("from"))
            .chain(heads)
            .collect(),
        rows: subject.intervals.iter().map(row).collect(),
    })
}
