//! The full rule of agreement with exact queueing results: ten seeds, 64 batches and about
//! 3,000,000 calls for each case. `cargo run --release --example accuracy -p ringback-engine`
//!
//! The expected value lies within five standard errors of the estimate (or 1e-4), and four
//! standard errors are at most 2% of it, or 0.002 for a fraction, or 0.1 s for a mean wait.
#![expect(clippy::print_stdout, reason = "the example is a report")]

#[path = "../tests/laws/cases.rs"]
mod cases;
#[path = "../tests/laws/population.rs"]
mod population;

use std::process::ExitCode;

const SEEDS: u64 = 10;
const CALLS_PER_BATCH: f64 = 47_000.0;

fn main() -> ExitCode {
    let mut failed = 0;
    for case in cases::all() {
        for seed in 1..=SEEDS {
            let batches = cases::batches_of(&case, seed, CALLS_PER_BATCH);
            for (metric, expected, ratio) in &case.expected {
                let (estimate, error) = population::estimate(&batches, *ratio);
                let agrees = (estimate - expected).abs() <= (5.0 * error).max(1e-4);
                let bound = if metric.ends_with("_s") { 0.1 } else { 0.002 };
                let precise = 4.0 * error <= (0.02 * expected).max(bound);
                if !agrees || !precise {
                    failed += 1;
                    println!(
                        "{} seed {seed} {metric}: {estimate:.6} +- {error:.6}, expected \
                         {expected:.6}{}{}",
                        case.name,
                        if agrees { "" } else { ", differs" },
                        if precise { "" } else { ", not precise enough" },
                    );
                }
            }
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
