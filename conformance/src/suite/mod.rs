//! The suite: the rules, and the defects that it is known to catch.

mod defects;
mod rules;

pub use defects::{Defect, defect, defects};
pub use rules::{Rule, explain, rules};
