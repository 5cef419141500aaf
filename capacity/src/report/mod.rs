//! Reports: views of figures, and of nothing else.

mod json;
mod words;

#[cfg(test)]
pub(crate) mod sample;

pub use json::json;
