//! Adds up what events mean, in batches.

use std::collections::BTreeMap;

use ringback_engine::queues::{Activity, AgentId, CallKey, Event, Exception, Observer, QueueId};
use ringback_engine::{Span, Time};

use super::population::Model;

/// What happened to the calls of a queue or a stream within one batch.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) offered: f64,
    pub(crate) at_once: f64,
    pub(crate) answered: f64,
    pub(crate) within: [f64; 2],
    pub(crate) abandoned: f64,
    pub(crate) timed_out: f64,
    pub(crate) blocked: f64,
    pub(crate) answered_wait_s: f64,
    pub(crate) wait_s: f64,
    /// Time integral of the number waiting.
    pub(crate) waiting_s: f64,
}

/// One stretch of time.
#[derive(Clone, Default)]
pub(crate) struct Batch {
    pub(crate) length_s: f64,
    pub(crate) queues: Vec<Tally>,
    pub(crate) streams: Vec<Tally>,
    pub(crate) talking_s: Vec<f64>,
    pub(crate) busy_s: Vec<f64>,
    pub(crate) calls_of_agent: Vec<f64>,
    /// Time integrals of the number of agents signed in, and of there being none.
    pub(crate) signed_in_s: f64,
    pub(crate) nobody_s: f64,
    /// Values at chosen instants.
    pub(crate) moments: Vec<Moment>,
}

/// What there is at one instant.
#[derive(Clone, Copy, Default)]
pub(crate) struct Moment {
    pub(crate) busy: f64,
    pub(crate) waiting: f64,
    /// 1 when every agent is busy who is signed in, else 0.
    pub(crate) all_busy: f64,
}

/// Hears events and adds up what they mean.
pub(crate) struct Gauge {
    pub(crate) within: [Span; 2],
    pub(crate) batch: Batch,
    pub(crate) streams_of: BTreeMap<CallKey, usize>,
    pub(crate) waiting: Vec<f64>,
    pub(crate) waiting_since: Time,
    pub(crate) activity: Vec<(Activity, Time)>,
    pub(crate) answered: Vec<(CallKey, AgentId)>,
    pub(crate) ended: Vec<AgentId>,
    pub(crate) signed_in: f64,
}

impl Gauge {
    pub(crate) fn new(model: &Model, within: [Span; 2]) -> Self {
        let agents = model
            .queues
            .iter()
            .map(|(_, agents)| *agents as usize)
            .sum();
        Self {
            within,
            batch: empty(model, agents),
            streams_of: BTreeMap::new(),
            waiting: vec![0.0; model.queues.len()],
            waiting_since: Time::ZERO,
            activity: vec![(Activity::Idle, Time::ZERO); agents],
            answered: Vec::new(),
            ended: Vec::new(),
            signed_in: (agents - model.late.map_or(0, |(count, _)| count as usize)) as f64,
        }
    }

    pub(crate) fn integrate(&mut self, at: Time) {
        let length = at.since(self.waiting_since).as_secs_f64();
        for (tally, waiting) in self.batch.queues.iter_mut().zip(&self.waiting) {
            tally.waiting_s += length * waiting;
        }
        self.batch.signed_in_s += length * self.signed_in;
        if self.signed_in == 0.0 {
            self.batch.nobody_s += length;
        }
        self.waiting_since = at;
    }

    fn book(&mut self, agent: usize, at: Time) {
        let (activity, since) = self.activity[agent];
        let length = at.since(since).as_secs_f64();
        if activity == Activity::Talking {
            self.batch.talking_s[agent] += length;
        }
        if matches!(activity, Activity::Talking | Activity::WrappingUp) {
            self.batch.busy_s[agent] += length;
        }
        self.activity[agent].1 = at;
    }

    fn count(&mut self, call: CallKey, queue: QueueId, add: impl Fn(&mut Tally)) {
        add(&mut self.batch.queues[queue.0 as usize]);
        add(&mut self.batch.streams[self.streams_of[&call]]);
    }

    pub(crate) fn close(&mut self, model: &Model, at: Time, length: Span) -> Batch {
        self.integrate(at);
        for agent in 0..self.activity.len() {
            self.book(agent, at);
        }
        self.batch.length_s = length.as_secs_f64();
        let agents = self.activity.len();
        core::mem::replace(&mut self.batch, empty(model, agents))
    }
}

impl Observer for Gauge {
    fn observe(&mut self, at: Time, event: Event) {
        match event {
            Event::Arrived {
                call, queue, label, ..
            } => {
                self.streams_of.insert(call, label as usize);
                self.integrate(at);
                self.waiting[queue.0 as usize] += 1.0;
                self.count(call, queue, |tally| tally.offered += 1.0);
            }
            Event::Answered {
                call,
                queue,
                agent,
                waited,
            } => {
                self.integrate(at);
                self.waiting[queue.0 as usize] -= 1.0;
                let within = self
                    .within
                    .map(|bound| f64::from(u8::from(waited <= bound)));
                self.count(call, queue, |tally| {
                    tally.answered += 1.0;
                    tally.at_once += f64::from(u8::from(waited.is_zero()));
                    tally.answered_wait_s += waited.as_secs_f64();
                    tally.wait_s += waited.as_secs_f64();
                    tally.within[0] += within[0];
                    tally.within[1] += within[1];
                });
                self.batch.calls_of_agent[agent.0 as usize] += 1.0;
                self.answered.push((call, agent));
            }
            Event::Abandoned {
                call,
                queue,
                waited,
            } => {
                self.integrate(at);
                self.waiting[queue.0 as usize] -= 1.0;
                self.count(call, queue, |tally| {
                    tally.abandoned += 1.0;
                    tally.wait_s += waited.as_secs_f64();
                });
                self.streams_of.remove(&call);
            }
            Event::Fired {
                call,
                queue,
                exception,
                waited,
            } => {
                self.integrate(at);
                self.waiting[queue.0 as usize] -= 1.0;
                self.count(call, queue, |tally| match exception {
                    Exception::Timeout => {
                        tally.timed_out += 1.0;
                        tally.wait_s += waited.as_secs_f64();
                    }
                    Exception::Limit | Exception::NoAgents => tally.blocked += 1.0,
                });
            }
            Event::Ended { call, agent, .. } => {
                self.streams_of.remove(&call);
                self.ended.push(agent);
            }
            Event::Left { call, .. } => {
                self.streams_of.remove(&call);
            }
            Event::Agent { agent, activity } => {
                self.book(agent.0 as usize, at);
                self.activity[agent.0 as usize].0 = activity;
            }
            Event::GreetingEnded { .. }
            | Event::CallbackRequested { .. }
            | Event::Offered(_)
            | Event::Withdrawn(_)
            | Event::Missed(_)
            | Event::Declined(_)
            | Event::Redirected { .. } => {}
        }
    }
}

fn empty(model: &Model, agents: usize) -> Batch {
    Batch {
        queues: vec![Tally::default(); model.queues.len()],
        streams: vec![Tally::default(); model.streams.len()],
        talking_s: vec![0.0; agents],
        busy_s: vec![0.0; agents],
        calls_of_agent: vec![0.0; agents],
        ..Batch::default()
    }
}

/// A ratio of two things that add up over batches.
pub(crate) type Ratio = fn(&Batch) -> (f64, f64);

/// The estimate of a ratio and its standard error.
pub(crate) fn estimate(batches: &[Batch], ratio: Ratio) -> (f64, f64) {
    let parts: Vec<(f64, f64)> = batches.iter().map(ratio).collect();
    let above: f64 = parts.iter().map(|part| part.0).sum();
    let below: f64 = parts.iter().map(|part| part.1).sum();
    let estimate = above / below;
    let squares: f64 = parts
        .iter()
        .map(|part| (part.0 - estimate * part.1).powi(2))
        .sum();
    let count = parts.len() as f64;
    let error = (squares / (count * (count - 1.0))).sqrt() / (below / count);
    (estimate, error)
}
