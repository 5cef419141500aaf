//! Outer time: the system's clock, read here and nowhere else. Credentials and certificates are judged by it; facts never are.

use jiff::Timestamp;

/// Reads the system's clock.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Reads the system's clock in whole seconds since 1970.
pub(crate) fn unix_seconds() -> i64 {
    now().as_second()
}
