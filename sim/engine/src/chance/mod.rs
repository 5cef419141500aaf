//! Chance as pure functions of a seed and of names.

mod distribution;
mod philox;
mod source;

pub use distribution::{Distribution, normal_quantile};
pub use source::{Draws, Purpose, Source, bytes16};
