//! What a capacity run must reach.

use ringback_format::figures::Measure;
use ringback_world::Span;

/// A figure that must be reached.
#[derive(Clone, Debug)]
pub struct Target {
    /// What is measured.
    pub measure: Measure,
    /// Whose figure it is.
    pub of: TargetOf,
    /// The wait within which answers count, of a service level.
    pub within: Option<Span>,
    /// Not less, in the unit of the measure.
    pub at_least: Option<f64>,
    /// Not more, in the unit of the measure.
    pub at_most: Option<f64>,
    /// On which share of the days it must hold; on average without it.
    pub on_days: Option<f64>,
    /// The demand in words.
    pub text: String,
}

/// Whose figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetOf {
    /// Of the queue with this number.
    Queue(usize),
    /// Of the group of agents with this number.
    Group(usize),
}
