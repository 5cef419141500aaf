//! Instants as events spell them: up to seven digits of a second without zeros at the end.

use jiff::{Timestamp, tz::TimeZone};

/// Spells an instant with the offset `+00:00`, as callbacks do.
pub(super) fn with_offset(at: Timestamp) -> String {
    format!("{}+00:00", spelled(at))
}

/// Spells an instant with `Z`, as Event Grid does.
pub(crate) fn with_z(at: Timestamp) -> String {
    format!("{}Z", spelled(at))
}

fn spelled(at: Timestamp) -> String {
    let civil = TimeZone::UTC.to_datetime(at);
    let seconds = civil.strftime("%Y-%m-%dT%H:%M:%S");
    let fraction = format!("{:09}", civil.subsec_nanosecond());
    let digits = fraction[..7].trim_end_matches('0');
    if digits.is_empty() {
        seconds.to_string()
    } else {
        format!("{seconds}.{digits}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_are_dropped() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00"),
            (966_992, "1970-01-01T00:00:00.966992"),
            (500_000, "1970-01-01T00:00:00.5"),
        ] {
            let at = Timestamp::from_microsecond(micros).expect("in range");
            assert_eq!(with_offset(at), format!("{text}+00:00"));
            assert_eq!(with_z(at), format!("{text}Z"));
        }
    }
}
