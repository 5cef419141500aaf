//! Populations of calls in plain queues, measured in batches.

use ringback_engine::chance::{Distribution, Purpose, Source};
use ringback_engine::queues::{
    Activity, AfterMiss, AgentId, Arrival, Availability, BusyAgents, CallKey, Callbacks, Command,
    Counting, Engine, Exit, Limit, MaxLegs, Member, NoAgents, Offers, Opting, Presenting,
    QueueConfig, QueueId, Readiness, Routing, Timeout, TimeoutCheck, WaitClock,
};
use ringback_engine::{Agenda, Span, Time};

use super::gauge::{Batch, Gauge, Moment};

/// A stream of calls to one queue.
#[derive(Clone, Copy)]
pub(crate) struct Stream {
    pub(crate) queue: u32,
    pub(crate) per_hour: f64,
    pub(crate) priority: u8,
    pub(crate) handling: Distribution,
    pub(crate) patience: Option<Distribution>,
    pub(crate) wrap_up: Option<Distribution>,
    /// When the stream begins.
    pub(crate) from: Time,
    /// How long a caller is served elsewhere first, and the share that comes to the queue then.
    pub(crate) front: Option<(Span, f64)>,
}

/// Queues with agents of their own, and the streams into them.
#[derive(Clone)]
pub(crate) struct Model {
    pub(crate) queues: Vec<(QueueConfig, u32)>,
    pub(crate) streams: Vec<Stream>,
    /// Handling times that depend on the agent, instead of the streams'.
    pub(crate) handling_by_agent: Vec<Distribution>,
    /// How long agents stay and stay away, in turn.
    pub(crate) shifts: Option<(Distribution, Distribution)>,
    /// How many agents, the last of the list, begin later, and when.
    pub(crate) late: Option<(u32, Time)>,
}

/// A queue in which the agent whom the routing chooses has the call at once.
pub(crate) fn plain(routing: Routing, places: Option<u32>, timeout_s: Option<u64>) -> QueueConfig {
    QueueConfig {
        routing,
        presenting: Presenting::AtOnce,
        offers: Offers::OnePerAgent,
        availability: Availability::Required,
        busy_agents: BusyAgents::Skip,
        greeting: Span::ZERO,
        wait_clock: WaitClock::AfterGreeting,
        limit: places.map(|waiting| Limit {
            waiting,
            exit: Exit::Leave(0),
        }),
        timeout: timeout_s.map(|after| Timeout {
            after: Span::from_secs(after),
            exit: Exit::Leave(0),
            check: TimeoutCheck::Exact,
        }),
        no_agents: NoAgents::Off,
        wrap_up: Span::ZERO,
        after_miss: AfterMiss::StaysIdle,
        callbacks: Callbacks {
            counting: Counting::AsWaiting,
            tag: 0,
        },
    }
}

/// How long a run is and how it is cut.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) seed: u64,
    pub(crate) batches: usize,
    pub(crate) batch: Span,
    /// Bounds of the service levels.
    pub(crate) within: [Span; 2],
}

enum Due {
    Arrival(usize, u64),
    Enter(usize, u64),
    End(CallKey),
    SignIn(AgentId),
    SignOut(AgentId),
}

struct Run<'a> {
    model: &'a Model,
    engine: Engine,
    gauge: Gauge,
    due: Agenda<Due>,
    sources: Vec<Source>,
    by_agent: Source,
    answers: u64,
    /// Agents whose stay ended during a call.
    leaving: Vec<bool>,
}

impl<'a> Run<'a> {
    fn new(model: &'a Model, seed: u64, within: [Span; 2]) -> Self {
        let gauge = Gauge::new(model, within);
        let source = |stream| Source::new(seed, Purpose::named(&format!("stream {stream}")));
        let mut run = Self {
            model,
            engine: open(model),
            due: Agenda::new(),
            sources: (0..model.streams.len()).map(source).collect(),
            by_agent: Source::new(seed, Purpose::named("by agent")),
            answers: 0,
            leaving: vec![false; gauge.activity.len()],
            gauge,
        };
        for (index, stream) in model.streams.iter().enumerate() {
            let at = stream
                .from
                .saturating_add(gap(stream, run.sources[index], 0));
            run.due.schedule(at, 1, Due::Arrival(index, 0));
        }
        let agents = run.leaving.len() as u32;
        if let Some((stay, _)) = model.shifts {
            (0..agents).for_each(|agent| run.after(stay, Due::SignOut(AgentId(agent))));
        }
        if let Some((count, at)) = model.late {
            for agent in (agents - count..agents).map(AgentId) {
                run.ready(Time::ZERO, agent, Readiness::LoggedOut);
                run.due.schedule(at, 0, Due::SignIn(agent));
            }
        }
        run
    }

    /// Schedules something after a random time from now.
    fn after(&mut self, law: Distribution, due: Due) {
        let span = law.sample(self.by_agent.uniform(self.answers, 0));
        self.answers += 1;
        self.due
            .schedule(self.engine.now().saturating_add(span), 0, due);
    }

    fn until(&mut self, end: Time) {
        loop {
            let next = self
                .due
                .next_at()
                .into_iter()
                .chain(self.engine.next_wakeup())
                .min();
            let Some(now) = next.filter(|at| *at <= end) else {
                break;
            };
            match self.due.pop_due(now) {
                Some((_, due)) => self.step(now, due),
                None => self.engine.advance(now, &mut self.gauge),
            }
            self.follow_up();
        }
        self.engine.advance(end, &mut self.gauge);
    }

    fn step(&mut self, now: Time, due: Due) {
        match due {
            Due::Arrival(stream, number) => self.arrive(now, stream, number),
            Due::Enter(stream, number) => self.enter(now, stream, number),
            Due::End(call) => self.handle(
                now,
                Command::End {
                    call,
                    wrap_up: None,
                },
            ),
            Due::SignIn(agent) => {
                self.gauge.integrate(now);
                self.gauge.signed_in += 1.0;
                self.ready(now, agent, Readiness::Ready);
                if let Some((stay, _)) = self.model.shifts {
                    self.after(stay, Due::SignOut(agent));
                }
            }
            Due::SignOut(agent) => {
                self.gauge.integrate(now);
                self.gauge.signed_in -= 1.0;
                self.ready(now, agent, Readiness::LoggedOut);
                match (self.engine.activity(agent), self.model.shifts) {
                    (Some(Activity::Talking), _) => self.leaving[agent.0 as usize] = true,
                    (_, Some((_, away))) => self.after(away, Due::SignIn(agent)),
                    (_, None) => {}
                }
            }
        }
    }

    fn arrive(&mut self, now: Time, stream: usize, number: u64) {
        let (rules, source) = (&self.model.streams[stream], self.sources[stream]);
        let next = now.saturating_add(gap(rules, source, number + 1));
        self.due.schedule(next, 1, Due::Arrival(stream, number + 1));
        match rules.front {
            Some((stay, share)) if source.uniform(number, 4) < share => {
                self.due
                    .schedule(now.saturating_add(stay), 1, Due::Enter(stream, number));
            }
            Some(_) => {}
            None => self.enter(now, stream, number),
        }
    }

    fn enter(&mut self, now: Time, stream: usize, number: u64) {
        let arrival = arrival(self.model, stream, self.sources[stream], number);
        self.handle(now, Command::Arrive(arrival));
    }

    fn ready(&mut self, now: Time, agent: AgentId, readiness: Readiness) {
        self.handle(
            now,
            Command::SetReadiness {
                agent,
                readiness,
                idle_since: None,
            },
        );
    }

    fn handle(&mut self, now: Time, command: Command) {
        self.engine
            .handle(now, command, &mut self.gauge)
            .expect("the model is sound");
    }

    /// Draws what depends on the agent who answered, and lets agents go who waited for an end.
    fn follow_up(&mut self) {
        while let Some((call, agent)) = self.gauge.answered.pop() {
            if let Some(handling) = self.model.handling_by_agent.get(agent.0 as usize) {
                self.after(*handling, Due::End(call));
            }
        }
        while let Some(agent) = self.gauge.ended.pop() {
            if let Some((_, away)) = self.model.shifts
                && core::mem::take(&mut self.leaving[agent.0 as usize])
            {
                self.after(away, Due::SignIn(agent));
            }
        }
    }

    fn moment(&mut self) {
        let busy = self
            .gauge
            .activity
            .iter()
            .filter(|(activity, _)| *activity == Activity::Talking);
        let busy = busy.count() as f64;
        let all_busy = f64::from(u8::from(busy >= self.gauge.signed_in));
        let waiting = self.gauge.waiting.iter().sum();
        self.gauge.batch.moments.push(Moment {
            busy,
            waiting,
            all_busy,
        });
    }
}

/// Runs a model; the first batches, a tenth, are dropped as a warm-up.
pub(crate) fn run(model: &Model, sample: &Sample) -> Vec<Batch> {
    let mut run = Run::new(model, sample.seed, sample.within);
    let warm_up = sample.batches.div_ceil(10);
    let mut batches = Vec::new();
    for index in 1..=(sample.batches + warm_up) {
        let end = Time::ZERO.saturating_add(sample.batch.saturating_mul(index as u64));
        run.until(end);
        batches.push(run.gauge.close(model, end, sample.batch));
    }
    batches.split_off(warm_up)
}

/// Runs days of a model from empty, each a batch, and looks in just before the given instants.
pub(crate) fn run_days(model: &Model, seed: u64, days: u64, looks: &[Time]) -> Vec<Batch> {
    let day = |number| {
        let mut run = Run::new(model, seed * 1_000_000 + number, [Span::ZERO; 2]);
        for look in looks {
            run.until(Time::from_micros(look.as_micros() - 1));
            run.moment();
        }
        let end = looks[looks.len() - 1];
        run.gauge.close(model, end, end.since(Time::ZERO))
    };
    (0..days).map(day).collect()
}

fn open(model: &Model) -> Engine {
    let mut engine = Engine::new(MaxLegs { legs: 10, tag: 0 });
    for (config, agents) in &model.queues {
        let members: Vec<Member> = (0..*agents)
            .map(|_| Member {
                agent: engine.add_agent(Readiness::Ready, 1),
                opting: Opting::In,
            })
            .collect();
        engine
            .add_queue(*config, &members)
            .expect("the model is sound");
    }
    engine
}

fn gap(stream: &Stream, source: Source, number: u64) -> Span {
    let mean = Span::from_secs_f64(3_600.0 / stream.per_hour);
    Distribution::exponential(mean).sample(source.uniform(number, 0))
}

fn arrival(model: &Model, stream: usize, source: Source, number: u64) -> Arrival {
    let rules = &model.streams[stream];
    let draw = |law: Distribution, draw| law.sample(source.uniform(number, draw));
    Arrival {
        queue: QueueId(rules.queue),
        priority: rules.priority,
        label: stream as u64,
        greeting: None,
        patience: rules.patience.map(|law| draw(law, 1)),
        handling: model
            .handling_by_agent
            .is_empty()
            .then(|| draw(rules.handling, 2)),
        wrap_up: rules.wrap_up.map(|law| draw(law, 3)),
    }
}
