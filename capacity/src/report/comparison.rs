//! Two runs side by side, at a terminal.

use ringback_format::figures::Comparison;

use super::{tables, terminal::draw};

/// Writes comparisons as a table.
pub fn comparison(compared: &[Comparison]) -> String {
    draw(&tables::comparison(compared))
}
