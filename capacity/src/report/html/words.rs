//! What a run was, in words.

use ringback_format::figures::{Figures, RunKind};

use super::number::grouped;
use crate::report::words::duration;

/// Says what kind of run it was.
pub(super) fn run(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Plan => "Capacity plan, in virtual time",
        RunKind::Load => "Load run, in real time against an implementation",
    }
}

/// Says when the run plays and what of it counts.
pub(super) fn period(figures: &Figures) -> String {
    let period = &figures.period;
    let mut said = format!("{}, for {}", period.start, duration(period.lasts_s));
    if period.warm_up_s > 0.0 {
        said += &format!(
            ", of which the first {} do not count",
            duration(period.warm_up_s)
        );
    }
    said + &format!("; intervals of {}", duration(period.interval_s))
}

/// Says how sure the confidence intervals are.
pub(super) fn confidence(confidence: f64) -> String {
    let percent = confidence * 100.0;
    let digits = usize::from((percent - percent.round()).abs() > 1e-9);
    format!("{}\u{202f}%", grouped(percent, digits))
}
