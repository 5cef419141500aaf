//! One page with plots.
