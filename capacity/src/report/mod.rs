//! Reports: views of figures, and of nothing else.

mod html;
mod json;
mod words;

#[cfg(test)]
pub(crate) mod sample;

pub use html::html;
pub use json::json;
