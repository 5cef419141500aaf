//! Capacity runs beside a hand-written event loop, a rich day beside a simple one, two threads beside one.
//!
//! The budget of the simple model is twice the time of the bare loop, with everything that `plan` finds out.
#![expect(clippy::print_stdout, reason = "the ratios are the result")]

use std::{hint::black_box, path::Path};

use criterion::measurement::{Measurement, WallTime};
use ringback_benches::bare::{Bare, Chance};
use ringback_capacity::{Options, Progress};
use ringback_engine::Span;
use ringback_format::figures::{Figures, Measure};
use ringback_scenarios::population::Plan;

const CALLS: u64 = 200_000;
const ROUNDS: usize = 15;
const RICH_REPLICATIONS: u64 = 24;

fn load(name: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../scenarios/plan")
        .join(name);
    ringback_scenarios::load_plan(&path).expect("the scenario is shipped")
}

fn run(plan: &Plan, replications: u64, threads: usize) -> Figures {
    let options = Options {
        seed: 1,
        replications: Some(replications),
        threads,
        partition: None,
        progress: &|_: Progress| {},
    };
    let outcome = ringback_capacity::run(plan, &options).expect("the plan can be run");
    outcome.figures.expect("a whole run has figures")
}

fn contacts(figures: &Figures) -> f64 {
    let of = |measure| {
        figures
            .kinds
            .iter()
            .filter_map(move |kind| kind.whole.get(&measure))
            .map(|found| found.value)
            .sum::<f64>()
    };
    (of(Measure::Contacts) + of(Measure::Retries)) * figures.replications as f64
}

/// How long one side took, in seconds.
#[derive(Clone, Copy)]
struct Took {
    /// By the clock on the wall.
    wall: f64,
    /// By the processor, all threads together: what other programs do hardly shows in it.
    processor: f64,
}

fn processor_s() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Times several rounds in which the sides take turns.
fn rounds<const N: usize>(sides: [&dyn Fn(); N]) -> Vec<[Took; N]> {
    let clock = WallTime;
    let round = |_| {
        sides.map(|side| {
            let (started, before) = (clock.start(), processor_s());
            side();
            Took {
                processor: processor_s() - before,
                wall: clock.end(started).as_secs_f64(),
            }
        })
    };
    (0..ROUNDS).map(round).collect()
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

fn main() {
    let chance = Chance::new();
    let mut simple = load("one-queue.yaml");
    let lasts = Span::from_secs_f64(CALLS as f64 / 95.0 * 60.0);
    simple.population.lasts = lasts;
    simple.population.warm_up = Span::ZERO;
    let rich = load("rich-day.yaml");
    let (of_simple, of_rich) = (
        contacts(&run(&simple, 1, 1)),
        contacts(&run(&rich, RICH_REPLICATIONS, 1)),
    );
    let bare_counts = Bare::new().run(&chance, CALLS);
    let share = run(&simple, 1, 1).queues[0].whole[&Measure::Abandonment].value;
    let bare_share = bare_counts.abandoned as f64 / CALLS as f64;
    assert!(
        (share - bare_share).abs() < 0.01,
        "both sides serve the same model: {share} and {bare_share}"
    );

    let bare = || {
        black_box(Bare::new().run(&chance, black_box(CALLS)));
    };
    let plan = || {
        black_box(run(black_box(&simple), 1, 1));
    };
    let day = || {
        black_box(run(black_box(&rich), RICH_REPLICATIONS, 1));
    };
    let two = || {
        black_box(run(black_box(&rich), RICH_REPLICATIONS, 2));
    };
    let all = rounds([&bare, &plan, &day, &two]);
    let best = |side: usize| {
        all.iter()
            .map(|took| took[side].processor)
            .fold(f64::MAX, f64::min)
    };
    let nanos = [
        best(0) / CALLS as f64,
        best(1) / of_simple,
        best(2) / of_rich,
    ]
    .map(|seconds| seconds * 1e9);
    let per_call =
        |took: &[Took; 4]| took[1].processor / of_simple / (took[0].processor / CALLS as f64);
    println!(
        "plan / bare loop: {:.2} (median of {ROUNDS}), {:.2} (best of each); {:.0} ns and {:.0} ns a call; budget 2.00",
        median(all.iter().map(per_call).collect()),
        nanos[1] / nanos[0],
        nanos[1],
        nanos[0],
    );
    println!(
        "rich day: {:.0} contacts a second of one processor, {:.0} ns a contact, {:.2} times the simple one; {of_rich:.0} contacts; at least 500000",
        1e9 / nanos[2],
        nanos[2],
        nanos[2] / nanos[1],
    );
    println!(
        "two threads / one: {:.2} times as fast on the wall (median of {ROUNDS}); at least 1.80 where two processors are free",
        median(all.iter().map(|took| took[2].wall / took[3].wall).collect()),
    );
}
