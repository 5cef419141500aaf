//! What can be seen of a run while it goes on.

use std::time::Duration;

use ringback_world::{Span, Time};

use crate::meter::Meter;

/// Shows a run while it goes on.
pub trait Live {
    /// Tells whether somebody looks: a glance takes the simulator's own time.
    fn is_watched(&self) -> bool;

    /// Shows how it stands.
    fn shows(&mut self, glance: &Glance);
}

/// A run that nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unseen;

impl Live for Unseen {
    fn is_watched(&self) -> bool {
        false
    }

    fn shows(&mut self, _: &Glance) {}
}

/// How a run stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// For how long it has run.
    pub elapsed: Duration,
    /// How long customers set out.
    pub lasts: Duration,
    /// What is done: `phase 2 of 3`, `rate 150%`, `waiting for what is owed`.
    pub doing: String,
    /// How many contacts should have set out by now.
    pub intended: u64,
    /// How many have.
    pub achieved: u64,
    /// How many calls and chats go on.
    pub connected: u64,
    /// The longest of the latencies that 99% of each thing do not exceed.
    pub p99: Option<Span>,
    /// How many errors there were.
    pub errors: u64,
}

impl Glance {
    pub(crate) fn of(meter: &Meter, elapsed: Duration, lasts: Duration, doing: String) -> Self {
        let at = Time::from_micros(u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX));
        Self {
            elapsed,
            lasts,
            doing,
            intended: meter.people.meant_by(at) as u64,
            achieved: meter.achieved(),
            connected: meter.people.connected() as u64,
            p99: meter.latencies().worst_p99(),
            errors: meter.errors(),
        }
    }

    /// Writes it in one line.
    pub fn line(&self) -> String {
        let secs = |time: Duration| time.as_secs();
        let per_second = |count: u64| count as f64 / self.elapsed.as_secs_f64().max(1e-3);
        let p99 = self.p99.map_or("-".to_owned(), |p99| {
            format!("{:.0} ms", p99.as_secs_f64() * 1e3)
        });
        format!(
            "{}/{} s, {}: {:.1}/s of {:.1}/s set out, {} connected, p99 {p99}, {} errors",
            secs(self.elapsed),
            secs(self.lasts),
            self.doing,
            per_second(self.achieved),
            per_second(self.intended),
            self.connected,
            self.errors
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_shows_rates_over_the_time_that_has_passed() {
        let glance = Glance {
            elapsed: Duration::from_secs(20),
            lasts: Duration::from_secs(60),
            doing: "phase 1 of 2".to_owned(),
            intended: 50,
            achieved: 40,
            connected: 7,
            p99: Some(Span::from_millis(12)),
            errors: 3,
        };
        assert_eq!(
            glance.line(),
            "20/60 s, phase 1 of 2: 2.0/s of 2.5/s set out, 7 connected, p99 12 ms, 3 errors"
        );
    }
}
