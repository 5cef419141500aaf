//! The full rule of agreement with exact queueing results ("Queueing reference cases", pass rule), through `plan`: seeds 1 to 10,
//! 64 replications and 2,000,000 contacts for each case and as many more as the precision takes; 2,000 days and as many more
//! of a day.
//!
//! `cargo run --release -p ringback-capacity --example accuracy` prints a table and ends with 1 where something disagrees;
//! names of cases behind it choose some.
#![expect(clippy::print_stdout, reason = "the example is a report")]

#[path = "../tests/cases/mod.rs"]
mod cases;

use std::process::ExitCode;

use cases::{Case, Sample};

const SEEDS: u64 = 10;
const REPLICATIONS: u64 = 64;
const CONTACTS: f64 = 2_100_000.0 / REPLICATIONS as f64;
/// Some figures of patient queues need tens of millions of contacts for the wanted precision.
const CONTACTS_MAX: f64 = 60_000_000.0 / REPLICATIONS as f64;
const DAYS: u64 = 2_000;
const DAYS_MAX: u64 = 400_000;

fn main() -> ExitCode {
    let Some(cases) = cases::cases() else {
        println!("NOT RUN: 15 checks (reference data absent)");
        return ExitCode::FAILURE;
    };
    let chosen: Vec<String> = std::env::args().skip(1).collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!(
        "case  title                                     seeds passed  metrics  contacts a seed, in millions  worst, in standard errors"
    );
    let mut failed = 0;
    for case in cases
        .iter()
        .filter(|case| chosen.is_empty() || chosen.contains(&case.id))
    {
        let results: Vec<Result> = (1..=SEEDS).map(|seed| check(case, seed, threads)).collect();
        let passed = results
            .iter()
            .filter(|result| result.wrong.is_empty())
            .count();
        let most = results
            .iter()
            .map(|result| result.contacts)
            .fold(0.0, f64::max)
            / 1e6;
        let worst = results
            .iter()
            .map(|result| result.worst)
            .fold(0.0, f64::max);
        println!(
            "{:<5} {:<42} {passed:>5} of {SEEDS:<5} {:>7}  {most:>29.1}  {worst:>25.2}",
            case.id, case.title, results[0].metrics
        );
        for line in results.iter().flat_map(|result| &result.wrong) {
            failed += 1;
            println!("      {line}");
        }
    }
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What one case came to with one seed.
struct Result {
    metrics: usize,
    contacts: f64,
    worst: f64,
    wrong: Vec<String>,
}

fn check(case: &Case, seed: u64, threads: usize) -> Result {
    let mut sample = Sample {
        seed,
        replications: if case.is_terminating() {
            DAYS
        } else {
            REPLICATIONS
        },
        contacts: CONTACTS,
        threads,
    };
    loop {
        let found = case.run(&sample);
        // Precision grows with the square root of the sample.
        let error = |estimate: &ringback_format::figures::Estimate| {
            estimate.standard_error.unwrap_or(f64::INFINITY)
        };
        let need = found
            .iter()
            .map(|(expected, found)| 4.0 * error(found) / expected.precision())
            .fold(0.0, f64::max)
            .powi(2);
        let more = need.min(1e6) * 1.15;
        if need > 1.0 && case.is_terminating() && sample.replications < DAYS_MAX {
            sample.replications = ((sample.replications as f64 * more) as u64).min(DAYS_MAX);
            continue;
        }
        if need > 1.0 && !case.is_terminating() && sample.contacts < CONTACTS_MAX {
            sample.contacts = (sample.contacts * more).min(CONTACTS_MAX);
            continue;
        }
        let mut result = Result {
            metrics: found.len(),
            contacts: sample.contacts * sample.replications as f64,
            worst: 0.0,
            wrong: Vec::new(),
        };
        if case.is_terminating() {
            result.contacts = found
                .iter()
                .find(|(expected, _)| expected.metric == "arrivals")
                .map_or(0.0, |(_, found)| found.value)
                * sample.replications as f64;
        }
        for (expected, estimate) in &found {
            let away = (estimate.value - expected.value).abs();
            let error = error(estimate);
            if error > 0.0 && away > 1e-4 {
                result.worst = result.worst.max(away / error);
            }
            let agrees = away <= (5.0 * error).max(1e-4);
            let precise = 4.0 * error <= expected.precision();
            if !agrees || !precise {
                result.wrong.push(format!(
                    "seed {seed} {}: {:.6} with standard error {error:.6}, expected {:.6}; agrees: {agrees}, precise: {precise}",
                    expected.metric, estimate.value, expected.value
                ));
            }
        }
        return result;
    }
}
