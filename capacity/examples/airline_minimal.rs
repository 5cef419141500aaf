//! The smallest staffing of the airline's day, and the proof that it is: without any one of its agents in any one interval, a
//! target is missed.
//!
//! `cargo run --release -p ringback-capacity --example airline_minimal -- 8` holds each staffing against 8 replications; a
//! second word names another scenario. It ends with 1 where an agent could have been spared.
#![expect(clippy::print_stdout, reason = "the example is a report")]

use std::{path::PathBuf, process::ExitCode, time::Instant};

use ringback_capacity::{Levels, Options, Progress, SolveOptions, solve};
use ringback_format::figures::Figures;
use ringback_scenarios::population::{Duty, Plan};

const SEED: u64 = 1;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let replications = words.next().and_then(|word| word.parse().ok()).unwrap_or(8);
    let shipped =
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios/plan/airline-day.yaml");
    let path = words.next().map_or_else(shipped, PathBuf::from);
    let plan = match ringback_scenarios::load_plan(&path) {
        Ok(plan) => plan,
        Err(why) => {
            println!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    #[expect(
        clippy::disallowed_methods,
        reason = "the example says how long it took"
    )]
    let began = Instant::now();
    let options = SolveOptions {
        seed: SEED,
        replications: Some(replications),
        threads,
        levels: Levels::ByInterval,
        progress: &|_| {},
    };
    let solved = match solve(&plan, &options) {
        Ok(solved) => solved,
        Err(why) => {
            println!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let Some(staffing) = &solved.figures.staffing else {
        println!("the figures hold no staffing");
        return ExitCode::FAILURE;
    };
    println!(
        "{} replications, {} staffings simulated, {:?}, {:.0} s",
        replications,
        staffing.candidates,
        solved.method,
        began.elapsed().as_secs_f64()
    );
    for group in &staffing.groups {
        let levels: Vec<String> = group
            .agents
            .iter()
            .map(|level| format!("{level:>3}"))
            .collect();
        println!("{:<10} {}", group.group, levels.join(" "));
    }
    println!(
        "{:.1} agent-hours, cost {:?}",
        staffing.agent_hours, staffing.cost
    );
    for target in &solved.figures.targets {
        println!(
            "{} found {:.4}, met: {}",
            target.target,
            target.found.map_or(f64::NAN, |found| found.value),
            target.met
        );
    }
    for point in &staffing.curve {
        println!(
            "x {:.2} {:>7.1} h  level {:.3}  abandonment {:.3}  occupancy {:.3}",
            point.factor,
            point.agent_hours,
            point.service_level.value,
            point.abandonment.value,
            point.occupancy.value
        );
    }
    verify(&solved.plan, replications, threads)
}

/// Takes each agent-interval away, one at a time, and looks whether a target is missed.
fn verify(plan: &Plan, replications: u64, threads: usize) -> ExitCode {
    let (mut tried, mut spared) = (0, 0);
    if !met(&run(plan, replications, threads)) {
        println!("the staffing itself misses a target");
        return ExitCode::FAILURE;
    }
    for group in 0..plan.groups.len() {
        let Duty::Levels(levels) = &plan.groups[group].duty else {
            continue;
        };
        for interval in (0..levels.len()).filter(|interval| levels[*interval].1 > 0) {
            let mut fewer = plan.clone();
            if let Duty::Levels(levels) = &mut fewer.groups[group].duty {
                levels[interval].1 -= 1;
            }
            tried += 1;
            if met(&run(&fewer, replications, threads)) {
                spared += 1;
                println!(
                    "{} has an agent too many in interval {interval}",
                    plan.groups[group].name
                );
            }
        }
    }
    println!("{tried} agent-intervals taken away one at a time, {spared} of them could be spared");
    if spared == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn run(plan: &Plan, replications: u64, threads: usize) -> Figures {
    let options = Options {
        seed: SEED,
        replications: Some(replications),
        threads,
        partition: None,
        progress: &|_: Progress| {},
    };
    ringback_capacity::run(plan, &options)
        .ok()
        .and_then(|outcome| outcome.figures)
        .expect("a plan that was solved can be run")
}

fn met(figures: &Figures) -> bool {
    figures.targets.iter().all(|target| target.met)
}
