//! How many contacts go from where to where.

use ringback_format::figures::{Flow, Unit};

use super::{Cell, Column, Table};

/// Makes the table of flows.
pub(in crate::report) fn flows(flows: &[Flow]) -> Table {
    let leaving = |from: &str| -> f64 {
        flows
            .iter()
            .filter(|flow| flow.from == from)
            .map(|flow| flow.contacts.value)
            .sum()
    };
    let row = |flow: &Flow| {
        let all = leaving(&flow.from);
        let share = if all > 0.0 {
            Cell::value(Unit::Share, flow.contacts.value / all)
        } else {
            Cell::default()
        };
        vec![
            Cell::text(&flow.from),
            Cell::text(&flow.to),
            Cell::estimate(Unit::Count, &flow.contacts),
            share,
        ]
    };
    Table {
        title: "Flows".to_owned(),
        note: String::new(),
        columns: vec![
            Column::words("from"),
            Column::words("to"),
            Column::numbers("contacts"),
            Column::numbers("of all that leave there"),
        ],
        rows: flows.iter().map(row).collect(),
    }
}
