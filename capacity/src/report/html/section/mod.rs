//! The sections of the page, one a file: each is drawn of the figures, or is not there.

mod checks;
mod comparison;
mod everything;
mod flows;
mod formulas;
mod groups;
mod queues;
mod series;
mod staffing;
mod targets;
mod tiles;

use maud::Markup;

pub(super) use checks::checks;
pub(super) use comparison::comparison;
pub(super) use everything::everything;
pub(super) use flows::flows;
pub(super) use formulas::formulas;
pub(super) use groups::groups;
pub(super) use queues::queues;
pub(super) use staffing::staffing;
pub(super) use targets::targets;
pub(super) use tiles::tiles;

/// A part of the page with a heading.
pub(super) struct Section {
    /// What links lead to.
    pub(super) anchor: &'static str,
    /// Its heading.
    pub(super) heading: &'static str,
    /// What stands below.
    pub(super) body: Markup,
}
