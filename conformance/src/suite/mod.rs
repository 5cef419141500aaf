//! The suite: the rules, the capabilities that they hold, and the defects that it is known to catch.

mod capabilities;
mod defects;
mod rules;

pub use capabilities::{Capability, capabilities};
pub use defects::{Defect, defect, defects};
pub use rules::{Rule, explain, rules};
