//! From the run's time to the calendar.

use jiff::{SignedDuration, Timestamp};

use crate::Time;

/// Tells the civil time of an instant of a run that starts at `start`; the last representable one where it lies beyond.
pub(crate) fn civil(start: Timestamp, at: Time) -> Timestamp {
    let micros = i64::try_from(at.as_micros()).unwrap_or(i64::MAX);
    start
        .checked_add(SignedDuration::from_micros(micros))
        .unwrap_or(Timestamp::MAX)
}
