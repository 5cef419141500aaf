//! Where contacts come from and where they go.

use maud::html;
use ringback_format::figures::Figures;

use super::Section;
use crate::report::html::sankey::sankey;

/// Draws the flows.
pub(in crate::report::html) fn flows(figures: &Figures) -> Option<Section> {
    let drawn = sankey(
        "Contacts from kinds of customers to their ends",
        &figures.flows,
    )?;
    let body = html! {
        p { "Contacts of the whole period; the width of a ribbon is in proportion to how many take it." }
        (drawn)
    };
    Some(Section {
        anchor: "flows",
        heading: "Flows",
        body,
    })
}
