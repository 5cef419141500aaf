//! Levels over time, added up exactly.

/// A level and its integral since the interval began, in level times microseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Integral {
    level: u64,
    since: u64,
    sum: u64,
}

impl Integral {
    #[inline]
    pub(crate) fn up(&mut self, at: u64) {
        self.settle(at);
        self.level += 1;
    }

    #[inline]
    pub(crate) fn down(&mut self, at: u64) {
        self.settle(at);
        self.level -= 1;
    }

    #[inline]
    fn settle(&mut self, at: u64) {
        self.sum += self.level * (at - self.since);
        self.since = at;
    }

    /// Gives the integral up to an instant, and begins anew there.
    pub(crate) fn take(&mut self, at: u64) -> u64 {
        self.settle(at);
        core::mem::take(&mut self.sum)
    }

    pub(crate) fn level(&self) -> u64 {
        self.level
    }
}
