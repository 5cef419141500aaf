//! Checks of the run itself.

use maud::html;
use ringback_format::figures::Figures;

use super::{Section, targets::verdict};

/// Shows the checks.
pub(in crate::report::html) fn checks(figures: &Figures) -> Option<Section> {
    if figures.checks.is_empty() {
        return None;
    }
    let body = html! {
        div class="scroll" {
            table {
                thead {
                    tr {
                        th scope="col" { "" }
                        th scope="col" class="words" { "check" }
                        th scope="col" class="words" { "of" }
                        th scope="col" class="words" { "both sides" }
                    }
                }
                tbody {
                    @for check in &figures.checks {
                        tr {
                            td { (verdict(check.holds, "holds", "fails")) }
                            td class="words" { (check.check) }
                            td class="words" { (check.of) }
                            td class="words" { (check.because) }
                        }
                    }
                }
            }
        }
    };
    Some(Section {
        anchor: "checks",
        heading: "Checks of the run",
        body,
    })
}
