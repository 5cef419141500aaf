//! What reads well and still cannot be meant: names that nothing has, actions that an actor cannot do, cases without a check.

mod entry;
mod expected;
mod faults;
mod names;
mod whole;

pub(super) use entry::any_order;
pub(super) use whole::{case, rule};
