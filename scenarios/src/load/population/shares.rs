//! Shares that make a whole together.

use ringback_format::yaml::{NodeError, Place};

/// How far from one a sum of written shares may be.
const ROUNDING: f64 = 1e-6;

/// Gives each thing with the share up to and including it; all shares together must be the whole.
pub(super) fn cumulated<T>(
    shares: Vec<(T, f64)>,
    place: Place,
    what: &str,
) -> Result<Vec<(T, f64)>, NodeError> {
    let sum: f64 = shares.iter().map(|(_, share)| share).sum();
    if (sum - 1.0).abs() > ROUNDING {
        let message = format!("the shares of {what} make {:.4}%", sum * 100.0);
        return Err(NodeError::at(place, message).expected("100% together"));
    }
    let count = shares.len();
    let mut so_far = 0.0;
    let cumulate = |(index, (thing, share)): (usize, (T, f64))| {
        so_far += share;
        let upto = if index + 1 == count { 1.0 } else { so_far };
        (thing, upto)
    };
    Ok(shares.into_iter().enumerate().map(cumulate).collect())
}
