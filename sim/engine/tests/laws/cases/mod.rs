//! Models of queues with their exact results.
//!
//! Erlang B, C and A; the virtual-wait densities of Baccelli and Hebuterne (1981) and Movaghar
//! (1998) for other patience laws, timeouts and limits; Cobham (1954) for priorities; numerically
//! solved Markov chains for overflow, routing and wrap-up. The expected values are quadratures
//! and linear solutions made without this engine.

mod chains;
mod measures;
mod single;

use ringback_engine::{Span, Time};

use super::gauge::{Batch, Ratio};
use super::population::{Model, Sample, run, run_days};

/// Of what a sample is made.
pub(crate) enum Kind {
    /// Stretches of one long run.
    SteadyState,
    /// Days from empty, with looks at some instants.
    Days(&'static [Time]),
}

/// A model with what is known about it.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) model: Model,
    /// Of what the sample is made.
    pub(crate) sample: Kind,
    pub(crate) within_s: [f64; 2],
    pub(crate) expected: Vec<(&'static str, f64, Ratio)>,
}

/// All cases in the order of their names.
pub(crate) fn all() -> Vec<Case> {
    vec![
        single::erlang_b(),
        single::erlang_c(),
        single::erlang_a(),
        single::timeout(),
        single::limit(),
        single::all_exits(),
        single::lognormal_patience(),
        single::priorities(),
        chains::overflow(),
        chains::no_agents(),
        chains::serial(),
        chains::longest_idle(),
        chains::wrap_up(),
        chains::bot_front(),
        chains::staffing_step(),
    ]
}

/// Runs a case with about so many calls a batch, in 64 batches; days are as many as the calls.
pub(crate) fn batches_of(case: &Case, seed: u64, calls_per_batch: f64) -> Vec<Batch> {
    const BATCHES: usize = 64;
    let per_hour: f64 = case
        .model
        .streams
        .iter()
        .map(|stream| stream.per_hour)
        .sum();
    match case.sample {
        Kind::SteadyState => {
            let sample = Sample {
                seed,
                batches: BATCHES,
                batch: Span::from_secs_f64(calls_per_batch * 3_600.0 / per_hour),
                within: case.within_s.map(Span::from_secs_f64),
            };
            run(&case.model, &sample)
        }
        Kind::Days(looks) => {
            let days = calls_per_batch * BATCHES as f64 / 260.0;
            run_days(&case.model, seed, days as u64, looks)
        }
    }
}
