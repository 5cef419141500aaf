//! Chance as pure functions of a seed and of names.

mod distribution;
mod gamma;
mod philox;
mod source;

pub use distribution::{Distribution, normal_quantile};
pub use gamma::{GammaShares, gamma_quantile, gamma_shares};
pub use source::{Draws, Purpose, Source, bytes16};
