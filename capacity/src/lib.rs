//! Capacity: populations in virtual time, their figures, and how many agents they need.

pub mod formulas;
pub mod statistics;
