//! One queue with abandonment: the engine beside an event loop written for this one model.
//!
//! M/M/100 with exponential patience: 95 calls a minute, one minute of handling, two minutes of
//! patience. Both sides draw the same numbers in the same way, so they must agree call by call.
//! The budget is twice the time of the bare loop.
#![expect(clippy::print_stdout, reason = "the ratio is the result")]

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::hint::black_box;

use criterion::measurement::{Measurement, WallTime};
use criterion::{Criterion, SamplingMode, Throughput};
use ringback_engine::chance::{Distribution, Purpose, Source};
use ringback_engine::queues::{
    AfterMiss, Arrival, Availability, BusyAgents, Callbacks, Counting, Engine, Event, MaxLegs,
    Member, NoAgents, Observer, Offers, Opting, Presenting, QueueConfig, QueueId, Readiness,
    Routing, WaitClock,
};
use ringback_engine::{Span, Time};

const AGENTS: u32 = 100;
const CALLS: u64 = 200_000;
const ROUNDS: usize = 21;
const SEED: u64 = 1;

/// What both sides count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    answered: u64,
    abandoned: u64,
    waited: Span,
}

/// What chance gives to one call.
struct Draw {
    gap: Span,
    handling: Span,
    patience: Span,
}

struct Chance {
    source: Source,
    gap: Distribution,
    handling: Distribution,
    patience: Distribution,
}

impl Chance {
    fn new() -> Self {
        Self {
            source: Source::new(SEED, Purpose::named("benchmark")),
            gap: Distribution::exponential(Span::from_secs_f64(60.0 / 95.0)),
            handling: Distribution::exponential(Span::from_secs(60)),
            patience: Distribution::exponential(Span::from_secs(120)),
        }
    }

    #[inline]
    fn draw(&self, call: u64) -> Draw {
        let [gap, handling] = self.source.uniform_pair(call, 0);
        Draw {
            gap: self.gap.sample(gap),
            handling: self.handling.sample(handling),
            patience: self.patience.sample(self.source.uniform(call, 2)),
        }
    }
}

/// The bare loop: a binary heap of ends and hang-ups, a first-in-first-out line, one array of
/// calls in which a call that has gone is crossed out.
struct Bare {
    events: BinaryHeap<Reverse<(u64, u32)>>,
    line: VecDeque<u32>,
    waiting: Vec<Waiting>,
    free: Vec<u32>,
    busy: u32,
    counts: Counts,
}

#[derive(Clone, Copy)]
struct Waiting {
    since: u64,
    handling: u64,
    present: bool,
}

/// The number of an event that ends a conversation; other numbers name a waiting call.
const CONVERSATION_END: u32 = u32::MAX;

impl Bare {
    fn new() -> Self {
        Self {
            events: BinaryHeap::new(),
            line: VecDeque::new(),
            waiting: Vec::new(),
            free: Vec::new(),
            busy: 0,
            counts: Counts::default(),
        }
    }

    fn run(&mut self, chance: &Chance, calls: u64) -> Counts {
        let mut now = 0;
        for call in 0..calls {
            let draw = chance.draw(call);
            now += draw.gap.as_micros();
            while let Some(&Reverse((at, event))) = self.events.peek()
                && at < now
            {
                self.events.pop();
                self.step(at, event);
            }
            self.arrive(now, &draw);
        }
        self.counts
    }

    fn arrive(&mut self, now: u64, draw: &Draw) {
        let handling = draw.handling.as_micros();
        if self.busy < AGENTS {
            self.busy += 1;
            self.counts.answered += 1;
            self.events
                .push(Reverse((now + handling, CONVERSATION_END)));
            return;
        }
        let call = Waiting {
            since: now,
            handling,
            present: true,
        };
        let index = match self.free.pop() {
            Some(index) => {
                self.waiting[index as usize] = call;
                index
            }
            None => {
                self.waiting.push(call);
                self.waiting.len() as u32 - 1
            }
        };
        self.line.push_back(index);
        self.events
            .push(Reverse((now + draw.patience.as_micros(), index)));
    }

    fn step(&mut self, now: u64, event: u32) {
        if event != CONVERSATION_END {
            let call = &mut self.waiting[event as usize];
            // An answered call is crossed out but keeps its place until its hang-up comes up.
            if call.present {
                call.present = false;
                self.counts.abandoned += 1;
                self.counts.waited = self
                    .counts
                    .waited
                    .saturating_add(Span::from_micros(now - call.since));
                self.line.retain(|index| *index != event);
            }
            self.free.push(event);
            return;
        }
        match self.line.pop_front() {
            Some(index) => {
                let call = &mut self.waiting[index as usize];
                call.present = false;
                self.counts.answered += 1;
                self.counts.waited = self
                    .counts
                    .waited
                    .saturating_add(Span::from_micros(now - call.since));
                self.events
                    .push(Reverse((now + call.handling, CONVERSATION_END)));
            }
            None => self.busy -= 1,
        }
    }
}

impl Observer for Counts {
    #[inline]
    fn observe(&mut self, _at: Time, event: Event) {
        match event {
            Event::Answered { waited, .. } => {
                self.answered += 1;
                self.waited = self.waited.saturating_add(waited);
            }
            Event::Abandoned { waited, .. } => {
                self.abandoned += 1;
                self.waited = self.waited.saturating_add(waited);
            }
            _ => {}
        }
    }
}

fn engine() -> (Engine, QueueId) {
    let mut engine = Engine::new(MaxLegs { legs: 1, tag: 0 });
    let config = QueueConfig {
        routing: Routing::FirstIdle,
        presenting: Presenting::AtOnce,
        offers: Offers::OnePerAgent,
        availability: Availability::Required,
        busy_agents: BusyAgents::Skip,
        greeting: Span::ZERO,
        wait_clock: WaitClock::AfterGreeting,
        limit: None,
        timeout: None,
        no_agents: NoAgents::Off,
        wrap_up: Span::ZERO,
        after_miss: AfterMiss::StaysIdle,
        callbacks: Callbacks {
            counting: Counting::AsWaiting,
            tag: 0,
        },
    };
    let members: Vec<Member> = (0..AGENTS)
        .map(|_| Member {
            agent: engine.add_agent(Readiness::Ready, 1),
            opting: Opting::In,
        })
        .collect();
    let queue = engine
        .add_queue(config, &members)
        .expect("the members were added before");
    (engine, queue)
}

fn run_engine(engine: &mut Engine, queue: QueueId, chance: &Chance, calls: u64) -> Counts {
    let mut counts = Counts::default();
    let mut now = Time::ZERO;
    for call in 0..calls {
        let draw = chance.draw(call);
        now = now.saturating_add(draw.gap);
        let arrival = Arrival {
            queue,
            priority: 1,
            label: call,
            greeting: None,
            patience: Some(draw.patience),
            handling: Some(draw.handling),
            wrap_up: None,
        };
        engine
            .arrive(now, &arrival, &mut counts)
            .expect("the queue exists and time goes forward");
    }
    counts
}

fn bare_counts(chance: &Chance) -> Counts {
    Bare::new().run(chance, black_box(CALLS))
}

fn engine_counts(chance: &Chance) -> Counts {
    let (mut engine, queue) = engine();
    run_engine(&mut engine, queue, chance, black_box(CALLS))
}

fn time_of(chance: &Chance, side: fn(&Chance) -> Counts) -> f64 {
    let clock = WallTime;
    let started = clock.start();
    black_box(side(chance));
    clock.end(started).as_secs_f64()
}

/// Runs both sides in turn and prints the ratio of their times.
fn print_ratio(chance: &Chance) {
    let mut ratios: Vec<f64> = Vec::new();
    let (mut bare, mut engine) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        let times = [time_of(chance, bare_counts), time_of(chance, engine_counts)];
        ratios.push(times[1] / times[0]);
        bare = bare.min(times[0]);
        engine = engine.min(times[1]);
    }
    ratios.sort_by(f64::total_cmp);
    let nanos = 1e9 / CALLS as f64;
    println!(
        "engine / bare loop: {:.2} (median of {ROUNDS}), {:.2} (best of each); \
         {:.0} ns and {:.0} ns a call; budget 2.00",
        ratios[ROUNDS / 2],
        engine / bare,
        engine * nanos,
        bare * nanos,
    );
}

fn main() {
    let chance = Chance::new();
    assert_eq!(
        bare_counts(&chance),
        engine_counts(&chance),
        "both sides serve the same calls"
    );
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    let mut group = criterion.benchmark_group("one-queue-with-abandonment");
    group
        .throughput(Throughput::Elements(CALLS))
        .sampling_mode(SamplingMode::Flat);
    group.bench_function("bare-loop", |bencher| bencher.iter(|| bare_counts(&chance)));
    group.bench_function("engine", |bencher| bencher.iter(|| engine_counts(&chance)));
    group.finish();
    print_ratio(&chance);
    criterion.final_summary();
}
