//! The simulated world in product words.
