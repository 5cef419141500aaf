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
    tally::Tally,
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
        let folding = Folding {
            none: &|| summing.none(),
            add: &|sums, tally| summing.add(sums, tally),
            merge: &|all, part| all.merge(part),
        };
        self.fold(replications, &folding)
    }

    /// Runs replications and folds what each comes to; the order in which threads finish must not show in it.
    pub(crate) fn fold<T: Send>(&self, replications: Range<u64>, folding: &Folding<'_, T>) -> T {
        let next = AtomicU64::new(replications.start);
        let part = || {
            let mut folded = (folding.none)();
            loop {
                let replication = next.fetch_add(1, Ordering::Relaxed);
                if replication >= replications.end {
                    return folded;
                }
                (folding.add)(&mut folded, &replicate(self.model, self.seed, replication));
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
            let mut all = (folding.none)();
            for worker in workers {
                match worker.join() {
                    Ok(folded) => (folding.merge)(&mut all, &folded),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        })
    }
}

/// How replications are put together.
pub(crate) struct Folding<'a, T> {
    /// What no replication comes to.
    pub(crate) none: &'a (dyn Fn() -> T + Sync),
    /// Adds a replication.
    pub(crate) add: &'a (dyn Fn(&mut T, &Tally) + Sync),
    /// Adds other replications.
    pub(crate) merge: &'a (dyn Fn(&mut T, &T) + Sync),
}
