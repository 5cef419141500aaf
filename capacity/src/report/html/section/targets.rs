//! What the scenario demands.

use maud::html;
use ringback_format::figures::Figures;

use super::Section;
use crate::report::html::number;

/// Shows which targets are met.
pub(in crate::report::html) fn targets(figures: &Figures) -> Option<Section> {
    if figures.targets.is_empty() {
        return None;
    }
    let body = html! {
        div class="scroll" {
            table {
                thead {
                    tr {
                        th scope="col" { "" }
                        th scope="col" class="words" { "of" }
                        th scope="col" class="words" { "target" }
                        th scope="col" { "found" }
                        th scope="col" class="words" { "why not" }
                    }
                }
                tbody {
                    @for target in &figures.targets {
                        tr {
                            td { (verdict(target.met, "met", "missed")) }
                            td class="words" { (target.of) }
                            td class="words" { (target.target) }
                            td {
                                @if let Some(found) = &target.found {
                                    (number::estimate(target.measure, found))
                                }
                            }
                            td class="words" { (target.because.as_deref().unwrap_or_default()) }
                        }
                    }
                }
            }
        }
    };
    Some(Section {
        anchor: "targets",
        heading: "Targets",
        body,
    })
}

/// Shows whether something holds, by sign and word as well as by colour.
pub(super) fn verdict(holds: bool, yes: &str, no: &str) -> maud::Markup {
    html! {
        @if holds {
            span class="good" { "✓ " (yes) }
        } @else {
            span class="bad" { "✗ " (no) }
        }
    }
}
