//! When customers mean to set out.

use ringback_world::{Contact, Time};

/// A customer's setting out, as it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetOut {
    /// Whose.
    pub contact: Contact,
    /// When.
    pub at: Time,
    /// The group or kind of customers: its place among those of the case.
    pub group: usize,
}
