//! How often and how long the delivery of an event is tried.
//!
//! Source: "Event Grid message delivery and retry", retry policy, 2024.

use ringback_world::Span;

/// How often and how long the delivery of an event is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How many attempts there are at most, from 1 to 30.
    pub max_delivery_attempts: u32,
    /// How long after its publication an event is still delivered, from 1 to 1440 minutes.
    pub event_time_to_live: Span,
}

impl RetryPolicy {
    /// How many attempts there may be.
    pub const ATTEMPTS: std::ops::RangeInclusive<u32> = 1..=30;
    /// How long an event may live, in minutes.
    pub const MINUTES: std::ops::RangeInclusive<u32> = 1..=1440;

    /// Tells how long an event lives, in minutes.
    pub fn minutes(self) -> u64 {
        self.event_time_to_live.as_micros() / 60_000_000
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_delivery_attempts: *Self::ATTEMPTS.end(),
            event_time_to_live: Span::from_secs(60 * u64::from(*Self::MINUTES.end())),
        }
    }
}
