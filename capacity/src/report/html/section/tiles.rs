//! The figures that head the report.

use maud::html;
use ringback_format::figures::{Estimate, Figures, Measure};

use super::Section;
use crate::report::html::{number, totals::totals};

/// Shows what came of all queues and groups together.
pub(in crate::report::html) fn tiles(figures: &Figures) -> Option<Section> {
    let found = totals(figures);
    if found.is_empty() {
        return None;
    }
    let body = html! {
        dl class="tiles" {
            @for (measure, estimate) in &found {
                (tile(*measure, estimate))
            }
        }
    };
    Some(Section {
        anchor: "overall",
        heading: "All queues together",
        body,
    })
}

fn tile(measure: Measure, estimate: &Estimate) -> maud::Markup {
    let unit = measure.unit();
    html! {
        div {
            dt { (measure.title()) }
            dd {
                b { (number::value(unit, estimate.value)) }
                @if let Some(half) = estimate.half_width() {
                    small { (number::plus_minus(unit, half)) }
                }
            }
        }
    }
}
