//! The figures of the contact center: what became of contacts in each queue, by the facts.

use indexmap::IndexMap;
use ringback_format::figures::{Estimate, Measure, Measures, Of, ShortAbandons, Subject};
use ringback_scenarios::{Offered, population::ServiceLevel};
use ringback_world::{
    Fact, Span, What,
    teams::{self, ExceptionKind},
};

/// What became of contacts in each queue.
#[derive(Debug, Default)]
pub(crate) struct Center {
    queues: IndexMap<String, Queue>,
    offered: Offered,
}

#[derive(Debug, Default)]
struct Queue {
    offered: u64,
    answered: Vec<Span>,
    abandoned: Vec<Span>,
    others: Vec<Span>,
    overflowed: u64,
    timed_out: u64,
    no_agents: u64,
    redirected: u64,
    callbacks: u64,
}

impl Center {
    /// Makes one of these queues; facts of others add theirs.
    pub(crate) fn new<'a>(queues: impl Iterator<Item = &'a str>) -> Self {
        Self {
            queues: queues
                .map(|name| (name.to_owned(), Queue::default()))
                .collect(),
            offered: Offered::default(),
        }
    }

    /// Sees a fact.
    pub(crate) fn saw(&mut self, fact: &Fact) {
        let What::Teams(fact) = &fact.what else {
            return;
        };
        if let Some(queue) = self.offered.saw(fact) {
            self.queue(queue).offered += 1;
        }
        match fact {
            teams::Fact::AnsweredByAgent { queue, waited, .. }
            | teams::Fact::CallbackAnswered { queue, waited, .. } => {
                self.queue(queue).answered.push(*waited);
            }
            teams::Fact::Abandoned { queue, waited, .. } => {
                self.queue(queue).abandoned.push(*waited);
            }
            teams::Fact::CallbackRequested { queue, .. } => self.queue(queue).callbacks += 1,
            teams::Fact::CallbackTimedOut { queue, waited, .. } => {
                self.queue(queue).others.push(*waited);
            }
            teams::Fact::Redirected {
                queue,
                exception,
                action,
                waited,
                ..
            } => {
                let queue = self.queue(queue);
                queue.others.push(*waited);
                queue.redirected += u64::from(action != "queue");
                match exception {
                    ExceptionKind::Overflow => queue.overflowed += 1,
                    ExceptionKind::Timeout => queue.timed_out += 1,
                    ExceptionKind::NoAgents => queue.no_agents += 1,
                }
            }
            _ => {}
        }
    }

    /// Shows the figures of every queue.
    pub(crate) fn subjects(&self, level: &ServiceLevel) -> Vec<Subject> {
        let subject = |(name, queue): (&String, &Queue)| Subject {
            name: name.clone(),
            whole: queue.measures(level),
            intervals: Vec::new(),
        };
        self.queues.iter().map(subject).collect()
    }

    fn queue(&mut self, name: &str) -> &mut Queue {
        if !self.queues.contains_key(name) {
            self.queues.insert(name.to_owned(), Queue::default());
        }
        self.queues.get_mut(name).expect("it was just put there")
    }
}

impl Queue {
    fn measures(&self, level: &ServiceLevel) -> Measures {
        let mut answered = self.answered.clone();
        answered.sort_unstable();
        let waits = answered.iter().chain(&self.abandoned).chain(&self.others);
        let all: Vec<Span> = waits.copied().collect();
        let short = |wait: &&Span| **wait < level.short_below;
        let short = self.abandoned.iter().filter(short).count() as u64;
        let abandoned = self.abandoned.len() as u64;
        let count = |number: u64| Some(number as f64);
        let found = [
            (Measure::Offered, count(self.offered)),
            (Measure::Answered, count(answered.len() as u64)),
            (Measure::Abandoned, count(abandoned)),
            (Measure::ShortAbandoned, count(short)),
            (Measure::Overflowed, count(self.overflowed)),
            (Measure::TimedOut, count(self.timed_out)),
            (Measure::NoAgents, count(self.no_agents)),
            (Measure::Redirected, count(self.redirected)),
            (Measure::Callbacks, count(self.callbacks)),
            (Measure::ServiceLevel, self.service_level(level, short)),
            (Measure::Abandonment, share(abandoned, self.offered)),
            (Measure::Asa, mean(&answered)),
            (Measure::MeanWait, mean(&all)),
            (Measure::MeanWaitAbandoned, mean(&self.abandoned)),
            (Measure::WaitP50, percentile(&answered, 0.5)),
            (Measure::WaitP80, percentile(&answered, 0.8)),
            (Measure::WaitP90, percentile(&answered, 0.9)),
            (Measure::WaitP95, percentile(&answered, 0.95)),
            (Measure::WaitP99, percentile(&answered, 0.99)),
            (
                Measure::LongestWait,
                all.iter().max().map(|wait| wait.as_secs_f64()),
            ),
        ];
        let present = found.into_iter();
        present
            .filter_map(|(measure, value)| Some((measure, Estimate::bare(value?))))
            .collect()
    }

    fn service_level(&self, level: &ServiceLevel, short: u64) -> Option<f64> {
        let within = |wait: &&Span| **wait <= level.within;
        let within = self.answered.iter().filter(within).count() as u64;
        let (answered, abandoned) = (self.answered.len() as u64, self.abandoned.len() as u64);
        let (more, less) = match level.short_abandons {
            ShortAbandons::Against => (0, 0),
            ShortAbandons::LeftOut => (0, short),
            ShortAbandons::AsAnswered => (short, 0),
        };
        let all = match level.of {
            Of::Offered => self.offered - less,
            Of::Answered => answered + more,
            Of::AnsweredOrAbandoned => answered + abandoned - less,
        };
        share(within + more, all)
    }
}

fn share(part: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

fn mean(waits: &[Span]) -> Option<f64> {
    let sum: f64 = waits.iter().map(|wait| wait.as_secs_f64()).sum();
    (!waits.is_empty()).then(|| sum / waits.len() as f64)
}

/// Gives the wait that a share of sorted waits does not exceed.
fn percentile(sorted: &[Span], share: f64) -> Option<f64> {
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    let wait = sorted.get(rank.saturating_sub(1))?;
    Some(wait.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use ringback_world::{Cause, Time, calls::CallId, declaration::ConferenceMode};

    use super::*;

    fn fact(what: teams::Fact) -> Fact {
        Fact {
            seq: 0,
            at: Time::ZERO,
            contact: None,
            cause: Cause::Due,
            what: What::Teams(what),
        }
    }

    fn queued(center: &mut Center, call: u32) {
        center.saw(&fact(teams::Fact::Queued {
            call: CallId(call),
            queue: "support".to_owned(),
            waiting: 0,
            agents: 1,
            opted_in: 1,
        }));
    }

    fn abandoned(center: &mut Center, call: u32, secs: u64) {
        queued(center, call);
        center.saw(&fact(teams::Fact::Abandoned {
            call: CallId(call),
            queue: "support".to_owned(),
            waited: Span::from_secs(secs),
        }));
    }

    fn answered(center: &mut Center, call: u32, secs: u64) {
        queued(center, call);
        center.saw(&fact(teams::Fact::AnsweredByAgent {
            call: CallId(call),
            queue: "support".to_owned(),
            agent: "ana".to_owned(),
            waited: Span::from_secs(secs),
            mode: ConferenceMode::On,
        }));
    }

    #[test]
    fn short_abandons_count_as_the_definition_says() {
        let mut center = Center::new(["support", "sales"].into_iter());
        for (call, secs) in [(1, 10), (2, 20), (3, 30)] {
            answered(&mut center, call, secs);
        }
        abandoned(&mut center, 4, 2);
        abandoned(&mut center, 5, 50);
        let level = |of, short_abandons| {
            let level = ServiceLevel {
                within: Span::from_secs(20),
                of,
                short_abandons,
                short_below: Span::from_secs(5),
            };
            let subjects = center.subjects(&level);
            assert_eq!(subjects[1].name, "sales");
            assert_eq!(subjects[1].whole.get(&Measure::Asa), None);
            subjects[0].whole.clone()
        };
        for (of, short, expected) in [
            (Of::Offered, ShortAbandons::Against, 2.0 / 5.0),
            (Of::Offered, ShortAbandons::LeftOut, 2.0 / 4.0),
            (Of::Offered, ShortAbandons::AsAnswered, 3.0 / 5.0),
            (Of::Answered, ShortAbandons::Against, 2.0 / 3.0),
            (Of::Answered, ShortAbandons::AsAnswered, 3.0 / 4.0),
            (Of::AnsweredOrAbandoned, ShortAbandons::LeftOut, 2.0 / 4.0),
        ] {
            let found = level(of, short)[&Measure::ServiceLevel].value;
            assert!(
                (found - expected).abs() < 1e-12,
                "{of:?} {short:?}: {found}"
            );
        }
        let whole = level(Of::Offered, ShortAbandons::Against);
        for (measure, expected) in [
            (Measure::Offered, 5.0),
            (Measure::Abandoned, 2.0),
            (Measure::ShortAbandoned, 1.0),
            (Measure::Abandonment, 0.4),
            (Measure::Asa, 20.0),
            (Measure::MeanWait, 22.4),
            (Measure::WaitP50, 20.0),
            (Measure::WaitP90, 30.0),
            (Measure::LongestWait, 50.0),
        ] {
            let found = whole[&measure].value;
            assert!((found - expected).abs() < 1e-9, "{measure:?}: {found}");
        }
    }
}
