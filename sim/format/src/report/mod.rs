//! The historical reports of Teams voice apps as text: comma-separated values and JSON, and how they are asked for.

mod asked;
#[cfg(test)]
mod golden;
mod shown;

pub use asked::{AskedError, level, table, utc_offset};
pub use shown::{csv, json};
