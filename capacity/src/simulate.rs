//! Replications side by side.

use std::{
    ops::Range,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use crate::{
    fold::{Summing, Sums},
    model::Model,
    run::replicate,
};

/// Which replications are run, and how.
pub(crate) struct Work<'a> {
    pub(crate) model: &'a Model,
    pub(crate) seed: u64,
    pub(crate) threads: usize,
    /// Told after each replication.
    pub(crate) done: &'a (dyn Fn() + Sync),
}

impl Work<'_> {
    /// Runs replications. Sums are of whole numbers, so the order in which threads finish does not show.
    pub(crate) fn run(&self, replications: Range<u64>) -> Sums {
        let summing = Summing::new(self.model);
        let next = AtomicU64::new(replications.start);
        let part = || {
            let mut sums = summing.none();
            loop {
                let replication = next.fetch_add(1, Ordering::Relaxed);
                if replication >= replications.end {
                    return sums;
                }
                summing.add(&mut sums, &replicate(self.model, self.seed, replication));
                (self.done)();
            }
        };
        let count = replications.end.saturating_sub(replications.start);
        let threads = self
            .threads
            .clamp(1, usize::try_from(count.max(1)).unwrap_or(usize::MAX));
        if threads == 1 {
            return part();
        }
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(part)).collect();
            let mut all = summing.none();
            for worker in workers {
                match worker.join() {
                    Ok(sums) => all.merge(&sums),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        })
    }
}
