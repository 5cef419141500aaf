//! How far a long run is: a bar, where somebody looks at a terminal.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ringback_capacity::Progress as Step;

/// A bar on standard error; nothing where that is no terminal.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), target());
        let style =
            ProgressStyle::with_template("{bar:40} {pos} of {len} replications, {eta} left");
        Self(bar.with_style(style.expect("the template is one")))
    }

    pub(crate) fn tell(&self, step: Step) {
        match step {
            Step::Total(total) => self.0.set_length(total),
            Step::Done => self.0.inc(1),
        }
    }
}

/// How many staffings a search has simulated; nobody knows how many it will.
pub(crate) struct Search(ProgressBar);

impl Search {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, target());
        let style = ProgressStyle::with_template("{spinner} {pos} staffings simulated, {elapsed}");
        Self(bar.with_style(style.expect("the template is one")))
    }

    pub(crate) fn tell(&self, simulated: u64) {
        self.0.set_position(simulated);
    }
}

fn target() -> ProgressDrawTarget {
    if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
