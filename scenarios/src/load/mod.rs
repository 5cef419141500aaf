//! From files to cases.

mod cases;
mod check;
mod compile;
mod error;
mod files;
mod population;
mod pressure;
mod rules;
mod world;

pub use error::LoadError;
pub use files::{load, load_text};
pub use population::load_plan;
pub use rules::RuleIds;
