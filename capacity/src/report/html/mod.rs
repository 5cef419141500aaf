//! One page with plots.

use ringback_format::figures::{Comparison, Figures};
pub fn html(_: &Figures, _: &[Comparison]) -> String {
    String::new()
}
