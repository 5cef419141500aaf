//! Tables for a person at a terminal.

mod report;
mod table;

pub use report::terminal;
pub(super) use table::draw;
