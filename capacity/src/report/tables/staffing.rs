//! What `--solve` found.

use ringback_format::figures::{CurvePoint, Figures, Staffing, Unit};

use super::{Cell, Column, Table};
use crate::report::words::trimmed;

/// Makes the table of agents by interval and group.
pub(in crate::report) fn agents(figures: &Figures, staffing: &Staffing) -> Table {
    let intervals = staffing
        .groups
        .iter()
        .map(|group| group.agents.len())
        .max()
        .unwrap_or(0);
    // The civil times stand with any subject that has as many intervals.
    let named = figures
        .groups
        .iter()
        .chain(&figures.queues)
        .find(|subject| subject.intervals.len() == intervals);
    let from = |number: usize| match named {
        Some(subject) => subject.intervals[number].from.clone(),
        None if intervals == 1 => "whole period".to_owned(),
        None => format!("interval {}", number + 1),
    };
    let row = |number: usize| {
        let cells = staffing.groups.iter().map(|group| {
            let agents = group.agents.get(number);
            agents.map_or_else(Cell::default, |agents| Cell::text(agents.to_string()))
        });
        core::iter::once(Cell::text(from(number)))
            .chain(cells)
            .collect()
    };
    let names = staffing
        .groups
        .iter()
        .map(|group| Column::numbers(&group.group));
    let paid = Cell::value(Unit::Hours, staffing.agent_hours).text;
    let cost = staffing.cost.map_or_else(String::new, |cost| {
        format!(", cost {}", Cell::value(Unit::Money, cost).text)
    });
    let candidates = if staffing.candidates == 1 {
        "one staffing was simulated".to_owned()
    } else {
        format!("{} staffings were simulated", staffing.candidates)
    };
    Table {
        title: "Staffing that was found".to_owned(),
        note: format!(
            "{}: paid time {paid}{cost}; {candidates}",
            staffing.objective
        ),
        columns: core::iter::once(Column::words("agents from"))
            .chain(names)
            .collect(),
        rows: (0..intervals).map(row).collect(),
    }
}

/// Makes the table of what more or fewer agents come to; nothing where none was tried.
pub(in crate::report) fn curve(staffing: &Staffing) -> Option<Table> {
    if staffing.curve.is_empty() {
        return None;
    }
    let row = |point: &CurvePoint| {
        vec![
            Cell::text(format!("× {}", trimmed(point.factor))),
            Cell::value(Unit::Hours, point.agent_hours),
            Cell::estimate(Unit::Share, &point.service_level),
            Cell::estimate(Unit::Share, &point.abandonment),
            Cell::estimate(Unit::Share, &point.occupancy),
        ]
    };
    Some(Table {
        title: "More and fewer agents".to_owned(),
        note: "all queues and all groups together; × 1 is the staffing that was found".to_owned(),
        columns: vec![
            Column::words("agents"),
            Column::numbers("paid time"),
            Column::numbers("service level"),
            Column::numbers("abandonment"),
            Column::numbers("occupancy"),
        ],
        rows: staffing.curve.iter().map(row).collect(),
    })
}
