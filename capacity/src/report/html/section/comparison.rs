//! This run beside another.

use maud::{Markup, html};
use ringback_format::figures::{Comparison, Estimate, Unit};

use super::Section;
use crate::report::html::number;

/// Shows what differs.
pub(in crate::report::html) fn comparison(comparison: &[Comparison]) -> Option<Section> {
    if comparison.is_empty() {
        return None;
    }
    let body = html! {
        p { "Significant: the difference is larger than chance makes it between equal systems, all comparisons taken together." }
        div class="scroll" {
            table {
                thead {
                    tr {
                        th scope="col" class="words" { "of" }
                        th scope="col" class="words" { "figure" }
                        th scope="col" { "before" }
                        th scope="col" { "after" }
                        th scope="col" { "difference" }
                        th scope="col" { "p" }
                        th scope="col" class="words" { "" }
                    }
                }
                tbody {
                    @for row in comparison { (one(row)) }
                }
            }
        }
    };
    Some(Section {
        anchor: "comparison",
        heading: "Comparison with the other run",
        body,
    })
}

fn one(row: &Comparison) -> Markup {
    let show = |estimate: &Estimate| number::estimate(row.measure, estimate);
    html! {
        tr class=[row.significant.then_some("significant")] {
            td class="words" { (row.of) }
            td class="words" { (row.measure.title()) }
            td { (show(&row.before)) }
            td { (show(&row.after)) }
            td { (difference(row)) }
            td { @if let Some(p) = row.p_value { (p_value(p)) } }
            td class="words" { @if row.significant { "significant" } }
        }
    }
}

/// Writes a difference with its sign; one of two shares is in percentage points.
fn difference(row: &Comparison) -> String {
    let sign = if row.difference > 0.0 { "+" } else { "" };
    let value = number::value(row.measure.unit(), row.difference);
    match row.measure.unit() {
        Unit::Share => format!("{sign}{}pp", value.trim_end_matches('%')),
        _ => format!("{sign}{value}"),
    }
}

fn p_value(p: f64) -> String {
    if p < 0.0001 {
        "< 0.0001".to_owned()
    } else {
        number::grouped(p, 4)
    }
}
