//! The report as one HTML page, which needs nothing but itself.

mod number;
mod page;
mod plot;
mod sankey;
mod section;
#[cfg(test)]
mod tests;
mod totals;
mod words;

pub use page::html;
