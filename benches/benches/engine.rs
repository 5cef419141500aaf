//! One queue with abandonment: the engine beside an event loop written for this one model.
//!
//! M/M/100 with exponential patience: 95 calls a minute, one minute of handling, two minutes of
//! patience. Both sides draw the same numbers in the same way, so they must agree call by call.
//! The budget is twice the time of the bare loop.
#![expect(clippy::print_stdout, reason = "the ratio is the result")]

use std::hint::black_box;

use criterion::measurement::{Measurement, WallTime};
use criterion::{Criterion, SamplingMode, Throughput};
use ringback_benches::bare::{AGENTS, Bare, Chance, Counts};
use ringback_engine::queues::{
    AfterMiss, Arrival, Availability, BusyAgents, Callbacks, Counting, Engine, Event, MaxLegs,
    Member, NoAgents, Observer, Offers, Opting, Presenting, QueueConfig, QueueId, Readiness,
    Routing, WaitClock,
};
use ringback_engine::{Span, Time};

const CALLS: u64 = 200_000;
const ROUNDS: usize = 21;

/// Counts of the engine's side.
#[derive(Default)]
struct Counted(Counts);

impl Observer for Counted {
    #[inline]
    fn observe(&mut self, _at: Time, event: Event) {
        match event {
            Event::Answered { waited, .. } => {
                self.0.answered += 1;
                self.0.waited = self.0.waited.saturating_add(waited);
            }
            Event::Abandoned { waited, .. } => {
                self.0.abandoned += 1;
                self.0.waited = self.0.waited.saturating_add(waited);
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
    let mut counts = Counted::default();
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
    counts.0
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
