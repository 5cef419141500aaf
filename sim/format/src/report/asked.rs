//! The words by which a report is asked for.

use jiff::tz::Offset;
use ringback_world::reports::{Level, TableName};
use thiserror::Error;

use crate::yaml::nearest;

/// The offsets from UTC that are in use, in minutes: from 12 hours behind to 14 hours ahead (the zones of the IANA time zone
/// database, 2024).
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

/// Why a word asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{what}: {given:?} is {wrong}")]
pub struct AskedError {
    /// What was asked for: `utc-offset`, `level`, `table`.
    pub what: &'static str,
    /// The word.
    pub given: String,
    /// What is wrong with it.
    pub wrong: &'static str,
    /// The cure.
    pub hint: String,
}

/// Reads an offset from UTC: `+05:30`, `-08:00`, `Z`.
///
/// # Errors
/// It is none, or lies outside those in use.
pub fn utc_offset(given: &str) -> Result<Offset, AskedError> {
    let wrong = |wrong| {
        AskedError {
        what: "utc-offset",
        given: given.to_owned(),
        wrong,
        hint: "it is written as +05:30 or -08:00, from -12:00 to +14:00, or Z for UTC; in an address the sign + is written %2B".to_owned(),
    }
    };
    if given == "Z" {
        return Ok(Offset::UTC);
    }
    let minutes = minutes(given).ok_or_else(|| wrong("no offset from UTC"))?;
    let offset = Offset::from_seconds(minutes * 60).ok();
    let in_use = offset.filter(|_| OFFSETS.contains(&minutes));
    in_use.ok_or_else(|| wrong("outside the offsets that are in use"))
}

fn minutes(given: &str) -> Option<i32> {
    // A + that was not escaped in an address arrives as a space.
    let (sign, rest) = match given.split_at_checked(1)? {
        ("+" | " ", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let two = |digits: &str| -> Option<i32> {
        let are_two = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        are_two.then(|| digits.parse().ok()).flatten()
    };
    let minutes = two(minutes).filter(|minutes| *minutes < 60)?;
    Some(sign * (two(hours)? * 60 + minutes))
}

/// Reads what a row is to be: `call` or `day`.
///
/// # Errors
/// It is neither.
pub fn level(given: &str) -> Result<Level, AskedError> {
    match given {
        "call" => Ok(Level::Call),
        "day" => Ok(Level::Day),
        _ => Err(AskedError {
            what: "level",
            given: given.to_owned(),
            wrong: "neither call nor day",
            hint: "call gives a row for each call, day one for all alike of a day of UTC"
                .to_owned(),
        }),
    }
}

/// Reads the name of one of these tables.
///
/// # Errors
/// It is not among them.
pub fn table(given: &str, among: &[TableName]) -> Result<TableName, AskedError> {
    let mut tables = among.iter().copied();
    let found = tables.find(|table| table.name().eq_ignore_ascii_case(given));
    let names = || among.iter().map(|table| table.name());
    found.ok_or_else(|| AskedError {
        what: "table",
        given: given.to_owned(),
        wrong: "no table of this report",
        hint: match nearest(given, names()) {
            Some(nearest) => format!("did you mean {nearest}?"),
            None => format!("it has {}", names().collect::<Vec<_>>().join(" and ")),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_in_use() {
        for (given, minutes) in [
            ("+05:30", 330),
            (" 05:30", 330),
            ("-08:00", -480),
            ("+14:00", 840),
            ("-12:00", -720),
            ("+00:00", 0),
            ("Z", 0),
        ] {
            let offset = utc_offset(given).map(Offset::seconds);
            assert_eq!(offset, Ok(minutes * 60), "{given}");
        }
        for given in [
            "", "5", "05:30", "+5:30", "+05:60", "+0530", "+14:01", "-12:01", "+99:00", "é",
            "+é:00",
        ] {
            let error = utc_offset(given).expect_err(given);
            assert!(error.to_string().starts_with("utc-offset: "), "{error}");
            assert!(error.hint.contains("+05:30"), "{}", error.hint);
        }
    }

    #[test]
    fn a_level_is_a_call_or_a_day() {
        assert_eq!(level("call"), Ok(Level::Call));
        assert_eq!(level("day"), Ok(Level::Day));
        let error = level("week").expect_err("there are no weeks");
        assert_eq!(error.to_string(), "level: \"week\" is neither call nor day");
    }

    #[test]
    fn a_table_is_one_of_its_report() {
        let among = [
            TableName::CallQueueAnalytics,
            TableName::CallQueueFinalStateAction,
        ];
        assert_eq!(
            table("fcallqueueanalytics", &among),
            Ok(TableName::CallQueueAnalytics)
        );
        let near = table("fCallQueueAnalytic", &among).expect_err("a letter lacks");
        assert_eq!(near.hint, "did you mean fCallQueueAnalytics?");
        let other = table("fAutoAttendant", &among).expect_err("it is of another report");
        assert!(other.to_string().contains("no table of this report"));
    }
}
