//! One media operation of a leg.

/// A play or a recognition, running or waiting for its turn.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) number: u64,
}
