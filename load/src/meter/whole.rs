//! Everything that is measured while a run goes on.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ringback_format::figures::{ErrorCount, PhaseFigures};
use ringback_scenarios::{Pacing, SetOut};
use ringback_service::{Observer, Seen};
use ringback_world::{Fact, Time};

use super::{
    debts::{Debts, Happened},
    histogram::Lengths,
    latencies::Latencies,
    people::People,
};
use crate::center::Center;

/// Everything that is measured while a run goes on.
#[derive(Debug)]
pub(crate) struct Meter {
    pacing: Pacing,
    phases: Vec<PhaseMeter>,
    debts: Debts,
    pub(crate) people: People,
    pub(crate) center: Center,
    errors: BTreeMap<String, u64>,
    pub(crate) attempts: u64,
    /// How late the simulator did what was due.
    pub(crate) lag: Lengths,
    /// How long it took for requests.
    pub(crate) request: Lengths,
    happened: Vec<Happened>,
}

#[derive(Debug)]
struct PhaseMeter {
    intended: u64,
    achieved: u64,
    errors: u64,
    latencies: Latencies,
}

impl Meter {
    /// Makes a meter of a run in which these customers mean to set out.
    pub(crate) fn new(pacing: Pacing, meant: Vec<SetOut>, center: Center) -> Self {
        let mut phases: Vec<PhaseMeter> = pacing
            .phases()
            .iter()
            .map(|_| PhaseMeter {
                intended: 0,
                achieved: 0,
                errors: 0,
                latencies: Latencies::new(),
            })
            .collect();
        for set_out in &meant {
            phases[pacing.phase_at(set_out.at)].intended += 1;
        }
        Self {
            pacing,
            phases,
            debts: Debts::default(),
            people: People::new(meant),
            center,
            errors: BTreeMap::new(),
            attempts: 0,
            lag: Lengths::new(),
            request: Lengths::new(),
            happened: Vec::new(),
        }
    }

    fn fact(&mut self, real: Time, fact: &Fact) {
        self.center.saw(fact);
        if let Some(set_out) = self.people.saw(fact) {
            // Who sets out after the last phase because the simulator was late has not been achieved.
            let in_time = real < Time::ZERO.saturating_add(self.pacing.lasts());
            self.phase(set_out.at).achieved += u64::from(in_time);
        }
    }

    fn phase(&mut self, at: Time) -> &mut PhaseMeter {
        let number = self.pacing.phase_at(at);
        &mut self.phases[number]
    }

    fn count(&mut self, happened: &Happened) {
        self.attempts += 1;
        match happened {
            Happened::Paid(paid) => self.phase(paid.due).latencies.add(paid),
            Happened::Failed { kind, due } => self.failed(kind, *due),
        }
    }

    /// Counts an error.
    pub(crate) fn failed(&mut self, kind: &str, at: Time) {
        self.phase(at).errors += 1;
        match self.errors.get_mut(kind) {
            Some(count) => *count += 1,
            None => {
                self.errors.insert(kind.to_owned(), 1);
            }
        }
    }

    /// Tells whether something went out that has not come back.
    pub(crate) fn has_flights(&self) -> bool {
        self.debts.has_flights()
    }

    /// Tells how many errors there were.
    pub(crate) fn errors(&self) -> u64 {
        self.errors.values().sum()
    }

    /// Shows the errors, the most frequent kind first.
    pub(crate) fn error_counts(&self) -> Vec<ErrorCount> {
        let each = self.errors.iter();
        let mut counts: Vec<ErrorCount> = each
            .map(|(kind, count)| ErrorCount {
                kind: kind.clone(),
                count: *count,
            })
            .collect();
        counts.sort_by_key(|error| std::cmp::Reverse(error.count));
        counts
    }

    /// Gives the latencies of all phases.
    pub(crate) fn latencies(&self) -> Latencies {
        self.sum(|_| true)
    }

    /// Gives the latencies of the steady phases, by which thresholds are judged; of all where none is steady.
    pub(crate) fn steady_latencies(&self) -> Latencies {
        let steady = |number: usize| self.pacing.phases()[number].is_steady();
        if (0..self.phases.len()).any(steady) {
            self.sum(steady)
        } else {
            self.latencies()
        }
    }

    fn sum(&self, counts: impl Fn(usize) -> bool) -> Latencies {
        let mut sum = Latencies::new();
        let each = self.phases.iter().enumerate();
        for (_, phase) in each.filter(|(number, _)| counts(*number)) {
            sum.add_all(&phase.latencies);
        }
        sum
    }

    /// Tells how many contacts have set out while they were to.
    pub(crate) fn achieved(&self) -> u64 {
        self.phases.iter().map(|phase| phase.achieved).sum()
    }

    /// Shows the phases.
    pub(crate) fn phase_figures(&self) -> Vec<PhaseFigures> {
        let each = self.pacing.phases().iter().zip(&self.phases);
        each.map(|(phase, found)| PhaseFigures {
            from: phase.from,
            to: phase.to,
            lasts_s: phase.lasts.as_secs_f64(),
            intended: found.intended,
            achieved: found.achieved,
            errors: found.errors,
            latencies: found.latencies.figures(),
        })
        .collect()
    }
}

impl Observer for Meter {
    fn saw(&mut self, real: Time, seen: Seen<'_>) {
        // What still comes when the run is over and its meter was taken is nobody's.
        if self.phases.is_empty() {
            return;
        }
        match seen {
            Seen::Due(due) => self.lag.add(real.since(due)),
            Seen::Facts(facts) => {
                for fact in facts {
                    self.fact(real, fact);
                }
            }
            Seen::Replied {
                whole,
                flushed,
                status,
            } => {
                self.attempts += 1;
                self.request.add(flushed.since(whole));
                match status {
                    Some(status) if status < 400 => {}
                    Some(status) => self.failed(&format!("request refused with {status}"), whole),
                    None => self.failed("request broken off", whole),
                }
            }
            Seen::Asked { .. } | Seen::Sent(_) | Seen::Returned { .. } => {}
        }
        let mut happened = std::mem::take(&mut self.happened);
        self.debts.saw(real, &seen, &mut happened);
        for one in happened.drain(..) {
            self.count(&one);
        }
        self.happened = happened;
    }
}

/// A meter that the simulator and the run share.
#[derive(Clone)]
pub(crate) struct Watcher(Arc<Mutex<Meter>>);

impl Watcher {
    pub(crate) fn new(meter: Meter) -> Self {
        Self(Arc::new(Mutex::new(meter)))
    }

    /// Takes the meter, once the run is over.
    pub(crate) fn take(self) -> Meter {
        let empty = Meter::new(Pacing::new(Vec::new()), Vec::new(), Center::default());
        std::mem::replace(&mut self.meter(), empty)
    }

    /// Looks at the meter.
    pub(crate) fn meter(&self) -> MutexGuard<'_, Meter> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Watcher {
    fn saw(&mut self, real: Time, seen: Seen<'_>) {
        self.meter().saw(real, seen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_run_counts_for_nobody() {
        let meter = Meter::new(Pacing::new(Vec::new()), Vec::new(), Center::default());
        let mut watcher = Watcher::new(meter);
        let refused = Seen::Replied {
            whole: Time::from_secs(3),
            flushed: Time::from_secs(4),
            status: Some(404),
        };
        watcher.saw(Time::from_secs(4), refused);
        assert_eq!(watcher.take().errors(), 0);
    }
}
