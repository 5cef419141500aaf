//! Whether there are faults at all, for those who would have to ask the world's task.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::Verdicts;

/// Whether there are faults at all. Cheap to clone and to ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switch(Arc<AtomicBool>);

impl Switch {
    /// Learns which there are.
    pub(crate) fn follow(&self, verdicts: &Verdicts) {
        self.0.store(!verdicts.is_empty(), Ordering::Release);
    }

    /// Tells whether there are any.
    pub(crate) fn is_on(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
