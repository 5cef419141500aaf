//! Two runs side by side.

use ringback_format::figures::Comparison;

use super::{Cell, Column, Mark, Table};
use crate::report::number;

/// Makes the table of comparisons.
pub(in crate::report) fn comparison(compared: &[Comparison]) -> Table {
    let significant = compared.iter().filter(|one| one.significant).count();
    let tested = compared.iter().filter(|one| one.p_value.is_some()).count();
    let row = |one: &Comparison| {
        let unit = one.measure.unit();
        let significant = if one.significant {
            Cell::text("yes").marked(Mark::Bad)
        } else if one.p_value.is_some() {
            Cell::text("no")
        } else {
            Cell::text("not known")
        };
        vec![
            Cell::text(&one.of),
            Cell::text(one.measure.title()),
            Cell::estimate(unit, &one.before),
            Cell::estimate(unit, &one.after),
            Cell::text(number::difference(unit, one.difference)),
            one.p_value
                .map_or_else(Cell::default, |p| Cell::text(number::chance(p))),
            significant,
        ]
    };
    Table {
        title: "Comparison".to_owned(),
        note: format!(
            "{significant} of {tested} differences are significant at 5%, all of them taken together (Holm); pt are percentage points"
        ),
        columns: vec![
            Column::words("of"),
            Column::words("measure"),
            Column::numbers("before"),
            Column::numbers("after"),
            Column::numbers("difference"),
            Column::numbers("p"),
            Column::words("significant"),
        ],
        rows: compared.iter().map(row).collect(),
    }
}
