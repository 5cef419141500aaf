//! Reports of a capacity run. Each is made of [`Figures`](ringback_format::figures::Figures) and of nothing else.

mod comparison;
mod csv;
mod html;
mod json;
mod number;
#[cfg(test)]
pub(crate) mod sample;
mod tables;
mod terminal;
mod words;

pub use comparison::comparison;
pub use csv::csv;
pub use html::html;
pub use json::json;
pub use terminal::terminal;
pub(crate) use words::service_level;
