//! Civil times as report rows hold them.

use jiff::{civil::DateTime, fmt::strtime::BrokenDownTime};

/// What is expected of a time.
pub(super) const EXPECTED: &str = "a civil time such as 2026-03-02T09:30:00, or 3/2/2026 9:30:00 AM as a report in English exports it";

/// How a report in English (United States) shows times.
const ENGLISH: [&str; 2] = ["%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p"];

/// Reads a civil time. Orders of day and month that cannot be told from one another are not guessed.
pub(super) fn civil_time(text: &str) -> Option<DateTime> {
    text.parse().ok().or_else(|| {
        ENGLISH.iter().find_map(|format| {
            let parsed = BrokenDownTime::parse(format, text).ok()?;
            parsed.to_datetime().ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_reports_write_them() {
        let expected: DateTime = "2026-03-02T15:30:05".parse().expect("it is a time");
        for text in [
            "2026-03-02T15:30:05",
            "2026-03-02 15:30:05",
            "3/2/2026 3:30:05 PM",
            "03/02/2026 03:30:05 PM",
        ] {
            assert_eq!(civil_time(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_days_is_no_time() {
        for text in ["", "soon", "02/03/2026 15:30", "02.03.2026 15:30", "15:30"] {
            assert_eq!(civil_time(text), None, "{text}");
        }
    }
}
