//! Everything that a capacity run needs.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use ringback_format::figures::{Of, ShortAbandons};
use ringback_world::{Span, Time, declaration::Declaration};

use super::{Group, Handling, Kind, PlainQueue, Stream, Target};

/// Everything that a capacity run needs, checked.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenario's name.
    pub scenario: String,
    /// What it is about.
    pub about: String,
    /// The file that it stands in.
    pub file: String,
    /// The civil time at the start.
    pub start: Timestamp,
    /// The zone of civil times.
    pub zone: TimeZone,
    /// Who comes.
    pub population: Population,
    /// Who serves them.
    pub groups: Vec<Group>,
    /// Plain queues; where there are any, contacts go to them and not to the Teams queues of the world.
    pub plain_queues: Vec<PlainQueue>,
    /// The world.
    pub declaration: Declaration,
    /// How it is measured.
    pub measuring: Measuring,
    /// What is demanded.
    pub targets: Vec<Target>,
}

impl Plan {
    /// Lists the names of the queues that contacts can go to; their positions are the numbers of queues everywhere here.
    pub fn queues(&self) -> Vec<&str> {
        queue_names(&self.plain_queues, &self.declaration)
    }

    /// Gives the civil time of an instant.
    pub fn civil(&self, at: Time) -> DateTime {
        let since = i64::try_from(at.as_micros()).unwrap_or(i64::MAX);
        let instant = self.start + jiff::SignedDuration::from_micros(since);
        self.zone.to_datetime(instant)
    }
}

/// Lists the names of the queues that contacts can go to.
pub(crate) fn queue_names<'a>(
    plain: &'a [PlainQueue],
    declaration: &'a Declaration,
) -> Vec<&'a str> {
    if plain.is_empty() {
        let queues = declaration.teams.queues.iter();
        return queues.map(|queue| queue.name.as_str()).collect();
    }
    plain.iter().map(|queue| queue.name.as_str()).collect()
}

/// Who comes, when, and how long they take.
#[derive(Clone, Debug)]
pub struct Population {
    /// How long customers set out, warm-up included; more than nothing.
    pub lasts: Span,
    /// How much of it does not count; less than `lasts`.
    pub warm_up: Span,
    /// The length of the intervals of figures.
    pub interval: Span,
    /// The streams of arrivals.
    pub streams: Vec<Stream>,
    /// The kinds of customers.
    pub kinds: Vec<Kind>,
    /// How long agents talk and wrap up; the first that fits holds.
    pub handling: Vec<Handling>,
}

/// How a capacity run is measured.
#[derive(Clone, Debug)]
pub struct Measuring {
    /// How many replications.
    pub replications: u64,
    /// The confidence of the intervals, between 0 and 1.
    pub confidence: f64,
    /// How exact the figures must be.
    pub precision: Option<Precision>,
    /// How the service level is defined.
    pub service_level: ServiceLevel,
}

/// How exact figures must be: half the width of their confidence intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    /// Of the service level and the abandonment of every queue, as a number between 0 and 1.
    pub shares: Option<f64>,
    /// Of the average speed of answer of every queue.
    pub asa: Option<Span>,
    /// How many replications at most.
    pub replications_max: u64,
}

/// How a service level is defined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceLevel {
    /// The wait within which an answer counts.
    pub within: Span,
    /// Of which contacts it is a share.
    pub of: Of,
    /// How short abandons count.
    pub short_abandons: ShortAbandons,
    /// Which abandons are short: those before this wait.
    pub short_below: Span,
}
