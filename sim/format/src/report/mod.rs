//! The historical reports of Teams voice apps as text: comma-separated values and JSON, and how they are asked for.

mod asked;
#[cfg(test)]
mod golden;
mod query;
mod shown;

pub use asked::{AskedError, level, table, utc_offset};
pub use query::{WrittenQuery, query};
pub use shown::{csv, json, rows};
