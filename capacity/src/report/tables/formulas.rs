//! Formulas beside the run, so that one sees where they mislead.

use ringback_format::figures::{Applies, Estimate, Formula, Measure, Unit};

use super::{Cell, Column, Mark, Table};

/// The name of the row that is about no interval.
pub(in crate::report) const WHOLE: &str = "whole period";
/// By how much a formula may miss the confidence interval of a share before it is marked.
const SHARE_OFF: f64 = 0.02;
/// The same of a time, in seconds and as a part of what was simulated; the larger one counts.
const SECONDS_OFF: f64 = 1.0;
const PART_OFF: f64 = 0.1;

/// Makes a table for each queue, in the order in which they come.
pub(in crate::report) fn formulas(formulas: &[Formula]) -> Vec<Table> {
    let mut queues: Vec<&str> = Vec::new();
    for formula in formulas {
        if !queues.contains(&formula.queue.as_str()) {
            queues.push(&formula.queue);
        }
    }
    queues
        .into_iter()
        .map(|queue| {
            let own: Vec<&Formula> = formulas
                .iter()
                .filter(|formula| formula.queue == queue)
                .collect();
            of_queue(queue, &own)
        })
        .collect()
}

fn of_queue(queue: &str, own: &[&Formula]) -> Table {
    let compared = compared(own);
    let mut columns = vec![
        Column::words("from"),
        Column::numbers("arrivals/h"),
        Column::numbers("agents"),
    ];
    for (measure, names) in &compared {
        let over = |title: &str, first: bool| Column {
            over: if first {
                measure.title().to_owned()
            } else {
                String::new()
            },
            ..Column::numbers(title)
        };
        columns.push(over("simulated", true));
        columns.extend(names.iter().map(|name| over(&spoken(name), false)));
    }
    let mut rows = Vec::new();
    let mut seen: Vec<&Option<String>> = Vec::new();
    for formula in own {
        if seen.contains(&&formula.from) {
            continue;
        }
        seen.push(&formula.from);
        let of_row: Vec<&Formula> = own
            .iter()
            .filter(|other| other.from == formula.from)
            .copied()
            .collect();
        rows.push(row(&of_row, &compared));
    }
    Table {
        title: format!("Formulas and queue {queue}"),
        note: asked_with(own),
        columns,
        rows,
    }
}

/// Gives what is compared, each with the formulas that say something of it.
fn compared<'a>(own: &[&'a Formula]) -> Vec<(Measure, Vec<&'a str>)> {
    let mut compared: Vec<(Measure, Vec<&str>)> = Vec::new();
    for formula in own {
        match compared
            .iter_mut()
            .find(|(measure, _)| *measure == formula.measure)
        {
            Some((_, names)) => {
                if !names.contains(&formula.formula.as_str()) {
                    names.push(&formula.formula);
                }
            }
            None => compared.push((formula.measure, vec![&formula.formula])),
        }
    }
    compared.sort_by_key(|(measure, _)| *measure);
    compared
}

fn row(own: &[&Formula], compared: &[(Measure, Vec<&str>)]) -> Vec<Cell> {
    let first = own[0];
    let mut cells = vec![
        Cell::text(first.from.as_deref().unwrap_or(WHOLE)),
        Cell::value(Unit::Mean, first.arrivals_per_hour),
        Cell::text(first.agents.to_string()),
    ];
    for (measure, names) in compared {
        let find = |name: Option<&str>| {
            own.iter().find(|formula| {
                formula.measure == *measure && name.is_none_or(|name| formula.formula == name)
            })
        };
        let simulated = find(None).and_then(|formula| formula.simulated);
        let unit = unit(*measure);
        cells.push(simulated.map_or_else(Cell::default, |found| Cell::value(unit, found.value)));
        for name in names {
            cells.push(find(Some(name)).map_or_else(Cell::default, |formula| said(formula, unit)));
        }
    }
    cells
}

fn said(formula: &Formula, unit: Unit) -> Cell {
    match (formula.applies, formula.value) {
        (Applies::Overload, _) => Cell::text("overload").marked(Mark::Bad),
        (Applies::Yes, None) => Cell::default(),
        (Applies::Yes, Some(value)) => {
            let misleads = formula
                .simulated
                .is_some_and(|simulated| misleads(unit, &simulated, value));
            Cell::value(unit, value).marked(if misleads { Mark::Bad } else { Mark::None })
        }
    }
}

/// Whether a formula is so far off that a planner should not rely on it.
fn misleads(unit: Unit, simulated: &Estimate, value: f64) -> bool {
    let beyond = (value - simulated.value).abs() - simulated.half_width().unwrap_or(0.0);
    let allowed = match unit {
        Unit::Share => SHARE_OFF,
        Unit::Seconds | Unit::Count | Unit::Mean | Unit::Hours | Unit::Money => {
            SECONDS_OFF.max(PART_OFF * simulated.value.abs())
        }
    };
    beyond > allowed
}

/// Formulas speak of the share that overflows, queues of the number.
const fn unit(measure: Measure) -> Unit {
    match measure.unit() {
        Unit::Count => Unit::Share,
        unit => unit,
    }
}

fn spoken(formula: &str) -> String {
    match formula.split_once('-') {
        Some(("erlang", letter)) => format!("Erlang {}", letter.to_uppercase()),
        Some(_) | None => formula.to_owned(),
    }
}

fn asked_with(own: &[&Formula]) -> String {
    let handling = span(own.iter().map(|formula| formula.handling_s));
    let patience = span(own.iter().filter_map(|formula| formula.patience_s));
    let patience = patience.map_or_else(
        || "some never give up".to_owned(),
        |patience| format!("mean patience {patience}"),
    );
    format!(
        "asked with a mean handling time of {}, {patience}; marked where a formula misses the confidence interval by more than {} points or {}% and {} s",
        handling.unwrap_or_default(),
        SHARE_OFF * 100.0,
        PART_OFF * 100.0,
        SECONDS_OFF,
    )
}

/// Writes a time, or the least and the most of several.
fn span(values: impl Iterator<Item = f64>) -> Option<String> {
    let (least, most) = values.fold(None, |span: Option<(f64, f64)>, value| {
        Some(span.map_or((value, value), |(least, most)| {
            (least.min(value), most.max(value))
        }))
    })?;
    let (least, most) = (
        Cell::value(Unit::Seconds, least).text,
        Cell::value(Unit::Seconds, most).text,
    );
    Some(if least == most {
        least
    } else {
        format!("{least} to {most}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(value: f64, half: f64) -> Estimate {
        Estimate {
            value,
            standard_error: None,
            low: Some(value - half),
            high: Some(value + half),
        }
    }

    #[test]
    fn a_formula_misleads_once_it_is_off_by_more_than_the_run_can_be() {
        for (unit, simulated, half, value, expected) in [
            (Unit::Share, 0.8, 0.01, 0.825, false),
            (Unit::Share, 0.8, 0.01, 0.835, true),
            (Unit::Share, 0.8, 0.04, 0.855, false),
            (Unit::Seconds, 5.0, 0.1, 6.0, false),
            (Unit::Seconds, 5.0, 0.1, 6.2, true),
            (Unit::Seconds, 100.0, 0.1, 92.0, false),
            (Unit::Seconds, 100.0, 0.1, 88.0, true),
        ] {
            assert_eq!(
                misleads(unit, &around(simulated, half), value),
                expected,
                "{simulated} against {value}"
            );
        }
    }

    #[test]
    fn the_share_that_overflows_is_no_number_of_contacts() {
        assert_eq!(unit(Measure::Overflowed), Unit::Share);
        assert_eq!(unit(Measure::Asa), Unit::Seconds);
        assert_eq!(spoken("erlang-b"), "Erlang B");
    }
}
