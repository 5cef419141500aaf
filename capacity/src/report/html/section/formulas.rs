//! What formulas say, beside what the run found.

use maud::{Markup, html};
use ringback_format::figures::{Applies, Figures, Formula, Measure, Unit};

use super::Section;
use crate::report::html::number;

/// Shows the formulas: of the whole period at once, of the intervals of a queue below.
pub(in crate::report::html) fn formulas(figures: &Figures) -> Option<Section> {
    if figures.formulas.is_empty() {
        return None;
    }
    let whole: Vec<&Formula> = figures
        .formulas
        .iter()
        .filter(|formula| formula.from.is_none())
        .collect();
    let mut queues: Vec<(&str, Vec<&Formula>)> = Vec::new();
    for formula in figures.formulas.iter().filter(|it| it.from.is_some()) {
        match queues.iter_mut().find(|(queue, _)| *queue == formula.queue) {
            Some((_, rows)) => rows.push(formula),
            None => queues.push((&formula.queue, vec![formula])),
        }
    }
    let body = html! {
        p { "A formula knows one queue, one rate and a fixed number of agents. Where the run disagrees, the formula leaves out something that matters." }
        @if !whole.is_empty() { (table(&whole)) }
        @for (queue, rows) in &queues {
            details {
                summary { "Queue " (queue) " by interval" }
                (table(rows))
            }
        }
    };
    Some(Section {
        anchor: "formulas",
        heading: "Formulas beside the run",
        body,
    })
}

fn table(rows: &[&Formula]) -> Markup {
    html! {
        div class="scroll" {
            table {
                thead {
                    tr {
                        th scope="col" class="words" { "queue" }
                        th scope="col" class="words" { "from" }
                        th scope="col" class="words" { "formula" }
                        th scope="col" { "arrivals/h" }
                        th scope="col" { "AHT" }
                        th scope="col" { "patience" }
                        th scope="col" { "agents" }
                        th scope="col" class="words" { "figure" }
                        th scope="col" { "formula says" }
                        th scope="col" { "run found" }
                    }
                }
                tbody {
                    @for row in rows { (one(row)) }
                }
            }
        }
    }
}

fn one(row: &Formula) -> Markup {
    let (figure, unit) = compared(row.measure);
    html! {
        tr {
            td class="words" { (row.queue) }
            td class="words" { (row.from.as_deref().unwrap_or("whole period")) }
            td class="words" { (name(&row.formula)) }
            td { (number::grouped(row.arrivals_per_hour, 1)) }
            td { (number::value(Unit::Seconds, row.handling_s)) }
            td { @if let Some(patience) = row.patience_s { (number::value(Unit::Seconds, patience)) } @else { "none gives up" } }
            td { (number::grouped(row.agents, 1)) }
            td class="words" { (figure) }
            td {
                @match (row.applies, row.value) {
                    (Applies::Overload, _) => span class="bad" { "overload" },
                    (Applies::Yes, Some(value)) => (number::value(unit, value)),
                    (Applies::Yes, None) => "",
                }
            }
            td { @if let Some(found) = &row.simulated { (number::estimate_in(unit, found)) } }
        }
    }
}

/// Names what is compared, in its unit: Erlang B speaks of the share of the offered that is refused.
fn compared(measure: Measure) -> (&'static str, Unit) {
    match measure {
        Measure::Overflowed => ("share refused", Unit::Share),
        other => (other.title(), other.unit()),
    }
}

/// Writes a formula's name as people do.
fn name(formula: &str) -> String {
    match formula.strip_prefix("erlang-") {
        Some(letter) => format!("Erlang {}", letter.to_uppercase()),
        None => formula.to_owned(),
    }
}
