//! From files to cases.

mod cases;
mod check;
mod compile;
mod error;
mod files;
mod rules;
mod world;

pub use error::LoadError;
pub use files::{load, load_text};
pub use rules::RuleIds;
