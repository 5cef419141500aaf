//! Benchmarks, as ratios in one run.

pub mod bare;
