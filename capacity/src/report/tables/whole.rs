//! The whole period: a row for each measure, a column for each queue, group, channel or kind.

use ringback_format::figures::{Measure, Subject};

use super::{Cell, Column, Table};

/// Makes the table of some subjects. Measures that are zero for all of them are named in the note.
pub(in crate::report) fn whole(title: &str, subjects: &[Subject]) -> Table {
    let occurring = |measure: &&Measure| {
        subjects
            .iter()
            .any(|subject| subject.whole.contains_key(*measure))
    };
    let is_zero = |measure: &Measure| {
        subjects
            .iter()
            .filter_map(|subject| subject.whole.get(measure))
            .all(|estimate| estimate.value == 0.0)
    };
    let (zero, shown): (Vec<Measure>, Vec<Measure>) = Measure::ALL
        .iter()
        .filter(occurring)
        .copied()
        .partition(is_zero);
    let names = subjects
        .iter()
        .map(|subject| Column::numbers(&subject.name));
    let row = |measure: &Measure| {
        let cell = |subject: &Subject| {
            let found = subject.whole.get(measure);
            found.map_or_else(Cell::default, |estimate| {
                Cell::estimate(measure.unit(), estimate)
            })
        };
        core::iter::once(Cell::text(measure.title()))
            .chain(subjects.iter().map(cell))
            .collect()
    };
    let zero: Vec<&str> = zero.into_iter().map(Measure::title).collect();
    Table {
        title: title.to_owned(),
        note: if zero.is_empty() {
            String::new()
        } else {
            format!("zero throughout: {}", zero.join(", "))
        },
        columns: core::iter::once(Column::words("whole period"))
            .chain(names)
            .collect(),
        rows: shown.iter().map(row).collect(),
    }
}
