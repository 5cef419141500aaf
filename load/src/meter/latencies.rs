//! How long everything took that the implementation owed.

use ringback_format::figures::{Latency, Owed};
use ringback_world::{Span, Time};

use super::histogram::Lengths;

/// Something that the implementation owed and did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paid {
    pub(crate) owed: Owed,
    /// When it was due: when the customer should have acted, or the event should have gone out.
    pub(crate) due: Time,
    /// When the simulator had really done its part.
    pub(crate) sent: Time,
    /// When the implementation did it.
    pub(crate) done: Time,
}

/// Latencies of each thing, from when it was due and from when it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Latencies([(Lengths, Lengths); Owed::ALL.len()]);

impl Latencies {
    pub(crate) fn new() -> Self {
        Self(std::array::from_fn(|_| (Lengths::new(), Lengths::new())))
    }

    pub(crate) fn add(&mut self, paid: &Paid) {
        let (corrected, uncorrected) = &mut self.0[paid.owed as usize];
        corrected.add(paid.done.since(paid.due));
        uncorrected.add(paid.done.since(paid.sent));
    }

    /// Adds those of another.
    pub(crate) fn add_all(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            own.0.add_all(&other.0);
            own.1.add_all(&other.1);
        }
    }

    /// Gives the corrected latency that the share of one thing does not exceed.
    pub(crate) fn corrected(&self, owed: Owed, share: f64) -> Option<Span> {
        self.0[owed as usize].0.quantile(share)
    }

    /// Gives the longest of the corrected latencies that 99% of each thing do not exceed.
    pub(crate) fn worst_p99(&self) -> Option<Span> {
        let each = Owed::ALL.into_iter();
        each.filter_map(|owed| self.corrected(owed, 0.99)).max()
    }

    /// Shows those that happened.
    pub(crate) fn figures(&self) -> Vec<Latency> {
        let each = Owed::ALL.into_iter().zip(&self.0);
        each.filter(|(_, (corrected, _))| corrected.count() > 0)
            .map(|(owed, (corrected, uncorrected))| Latency {
                owed,
                count: corrected.count(),
                corrected: corrected.percentiles(),
                uncorrected: uncorrected.percentiles(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stall_shows_in_what_was_due_meanwhile_and_not_in_what_was_sent() {
        let mut latencies = Latencies::new();
        // One event each 10 ms for 10 s. From 5 s to 6 s nothing is answered, and nothing more can be sent: what was due
        // meanwhile goes out at 6 s. Each answer takes 2 ms.
        for number in 0..1_000 {
            let due = Time::from_millis(10 * number);
            let stalled = due > Time::from_secs(5) && due < Time::from_secs(6);
            let sent = if stalled { Time::from_secs(6) } else { due };
            latencies.add(&Paid {
                owed: Owed::Webhook,
                due,
                sent,
                done: sent.saturating_add(Span::from_millis(2)),
            });
        }
        let [shown] = &latencies.figures()[..] else {
            panic!("one thing was owed");
        };
        assert_eq!((shown.owed, shown.count), (Owed::Webhook, 1_000));
        assert!((shown.uncorrected.max_ms - 2.0).abs() < 0.01, "{shown:?}");
        assert!((shown.corrected.p50_ms - 2.0).abs() < 0.01, "{shown:?}");
        // 99 of a thousand waited, evenly from 0 to 990 ms: a tenth of all, so the 95th percentile is half-way.
        assert!((shown.corrected.p95_ms - 492.0).abs() < 11.0, "{shown:?}");
        assert!((shown.corrected.p99_ms - 892.0).abs() < 11.0, "{shown:?}");
        assert!((shown.corrected.max_ms - 992.0).abs() < 2.0, "{shown:?}");
    }

    #[test]
    fn sums_are_those_of_all_phases() {
        let paid = |owed, took| Paid {
            owed,
            due: Time::ZERO,
            sent: Time::ZERO,
            done: Time::from_millis(took),
        };
        let (mut one, mut other) = (Latencies::new(), Latencies::new());
        one.add(&paid(Owed::Visit, 10));
        other.add(&paid(Owed::Visit, 30));
        other.add(&paid(Owed::CallToAnswer, 500));
        one.add_all(&other);
        let longest = one.corrected(Owed::Visit, 1.0).expect("there were two");
        assert!(longest.as_micros().abs_diff(30_000) < 50, "{longest}");
        assert_eq!(one.figures()[1].count, 2);
        assert_eq!(one.corrected(Owed::Webhook, 0.5), None);
        assert!(one.worst_p99() > Some(Span::from_millis(499)));
    }
}
