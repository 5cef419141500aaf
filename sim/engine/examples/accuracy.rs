//! The full rule of agreement with exact queueing results: ten seeds, 64 batches, 3,000,000 calls
//! for each case and as many more as the precision takes.
//! `cargo run --release --example accuracy -p ringback-engine`
//!
//! The expected value lies within five standard errors of the estimate (or 1e-4), and four
//! standard errors are at most 2% of it, or 0.002 for a fraction, or 0.1 s for a mean wait.
#![expect(clippy::print_stdout, reason = "the example is a report")]

#[path = "../tests/laws/cases/mod.rs"]
mod cases;
#[path = "../tests/laws/gauge.rs"]
mod gauge;
#[path = "../tests/laws/population.rs"]
mod population;

use std::process::ExitCode;

const SEEDS: u64 = 10;
const CALLS_PER_BATCH: f64 = 47_000.0;
const MOST_CALLS_PER_BATCH: f64 = 600_000.0;

fn main() -> ExitCode {
    let mut failed = 0;
    for case in cases::all() {
        for seed in 1..=SEEDS {
            failed += check(&case, seed);
        }
        println!(
            "{}: {} measures, {SEEDS} seeds",
            case.name,
            case.expected.len()
        );
    }
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints what disagrees, and counts it.
fn check(case: &cases::Case, seed: u64) -> usize {
    let mut calls = CALLS_PER_BATCH;
    loop {
        let batches = cases::batches_of(case, seed, calls);
        let estimates: Vec<(f64, f64)> = case
            .expected
            .iter()
            .map(|(_, _, ratio)| gauge::estimate(&batches, *ratio))
            .collect();
        let measures = || case.expected.iter().zip(&estimates);
        // Precision grows with the square root of the sample.
        let need = measures()
            .map(|((metric, expected, _), (_, error))| 4.0 * error / bound(metric, *expected))
            .fold(0.0, f64::max)
            .powi(2);
        if need > 1.0 && calls < MOST_CALLS_PER_BATCH {
            calls = (calls * need * 1.1).min(MOST_CALLS_PER_BATCH);
            continue;
        }
        let mut failed = 0;
        for ((metric, expected, _), (estimate, error)) in measures() {
            let agrees = (estimate - expected).abs() <= (5.0 * error).max(1e-4);
            let precise = 4.0 * error <= bound(metric, *expected);
            if !agrees || !precise {
                failed += 1;
                println!(
                    "{} seed {seed} {metric}: {estimate:.6} +- {error:.6}, expected {expected:.6}, \
                     agrees: {agrees}, precise: {precise}, {calls:.0} calls a batch",
                    case.name,
                );
            }
        }
        return failed;
    }
}

fn bound(metric: &str, expected: f64) -> f64 {
    (0.02 * expected).max(if metric.contains("_s") { 0.1 } else { 0.002 })
}
