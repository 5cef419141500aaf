//! Simulated time as integer microseconds since the start of a run.

use core::fmt;

use serde::{Deserialize, Serialize};

const MICROS_PER_MILLI: u64 = 1_000;
const MICROS_PER_SEC: u64 = 1_000_000;

/// A point of simulated time, in microseconds since the start of the run.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Time(u64);

/// A length of simulated time, in microseconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(u64);

impl Time {
    /// The start of the run.
    pub const ZERO: Self = Self(0);
    /// The last representable instant, which no run reaches.
    pub const MAX: Self = Self(u64::MAX);

    /// Makes the instant that lies so many microseconds after the start of the run.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Makes the instant that lies so many milliseconds after the start of the run, or `MAX`.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis.saturating_mul(MICROS_PER_MILLI))
    }

    /// Makes the instant that lies so many seconds after the start of the run, or `MAX`.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(MICROS_PER_SEC))
    }

    /// Tells how many microseconds have passed since the start of the run.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Tells how many whole milliseconds have passed since the start of the run.
    pub const fn as_millis(self) -> u64 {
        self.0 / MICROS_PER_MILLI
    }

    /// Tells how many whole seconds have passed since the start of the run.
    pub const fn as_secs(self) -> u64 {
        self.0 / MICROS_PER_SEC
    }

    /// Adds a span, or tells that the result cannot be represented.
    pub const fn checked_add(self, span: Span) -> Option<Self> {
        match self.0.checked_add(span.0) {
            Some(micros) => Some(Self(micros)),
            None => None,
        }
    }

    /// Subtracts a span, or tells that the result lies before the start of the run.
    pub const fn checked_sub(self, span: Span) -> Option<Self> {
        match self.0.checked_sub(span.0) {
            Some(micros) => Some(Self(micros)),
            None => None,
        }
    }

    /// Adds a span and stops at `MAX`.
    pub const fn saturating_add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// Subtracts a span and stops at the start of the run.
    pub const fn saturating_sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }

    /// Tells how long ago an earlier instant was; zero when it lies ahead.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// The longest representable span.
    pub const MAX: Self = Self(u64::MAX);

    /// Makes a span of so many microseconds.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Makes a span of so many milliseconds, or `MAX`.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis.saturating_mul(MICROS_PER_MILLI))
    }

    /// Makes a span of so many seconds, or `MAX`.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(MICROS_PER_SEC))
    }

    /// Makes a span from seconds with a fraction, rounded to the nearest microsecond.
    ///
    /// Negative values and values that are not numbers give zero, too large ones `MAX`.
    pub fn from_secs_f64(secs: f64) -> Self {
        Self((secs * 1e6 + 0.5) as u64)
    }

    /// Tells the length in microseconds.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Tells the length in whole milliseconds.
    pub const fn as_millis(self) -> u64 {
        self.0 / MICROS_PER_MILLI
    }

    /// Tells the length in whole seconds.
    pub const fn as_secs(self) -> u64 {
        self.0 / MICROS_PER_SEC
    }

    /// Tells the length in seconds with a fraction.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// Tells whether the span has no length.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Adds a span, or tells that the result cannot be represented.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(micros) => Some(Self(micros)),
            None => None,
        }
    }

    /// Subtracts a span, or tells that the other one is longer.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(micros) => Some(Self(micros)),
            None => None,
        }
    }

    /// Adds a span and stops at `MAX`.
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Subtracts a span and stops at zero.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Repeats the span and stops at `MAX`.
    pub const fn saturating_mul(self, times: u64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Span(self.0).fmt(f)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        if rest == 0 {
            return f.write_str("0s");
        }
        for (unit, micros) in UNITS {
            if rest >= micros {
                write!(f, "{}{unit}", rest / micros)?;
                rest %= micros;
            }
        }
        Ok(())
    }
}

const UNITS: [(&str, u64); 6] = [
    ("d", 86_400 * MICROS_PER_SEC),
    ("h", 3_600 * MICROS_PER_SEC),
    ("m", 60 * MICROS_PER_SEC),
    ("s", MICROS_PER_SEC),
    ("ms", MICROS_PER_MILLI),
    ("us", 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_shown_in_the_largest_units_that_fit() {
        let cases = [
            (Span::ZERO, "0s"),
            (Span::from_secs(90), "1m30s"),
            (Span::from_millis(250), "250ms"),
            (Span::from_millis(1_500), "1s500ms"),
            (Span::from_secs(3_600), "1h"),
            (Span::from_secs(90_061), "1d1h1m1s"),
            (Span::from_micros(7), "7us"),
        ];
        for (span, text) in cases {
            assert_eq!(span.to_string(), text);
            assert_eq!((Time::ZERO.saturating_add(span)).to_string(), text);
        }
    }

    #[test]
    fn arithmetic_stops_at_the_ends() {
        assert_eq!(Time::from_secs(u64::MAX), Time::MAX);
        assert_eq!(Time::MAX.checked_add(Span::from_micros(1)), None);
        assert_eq!(Time::MAX.saturating_add(Span::from_micros(1)), Time::MAX);
        assert_eq!(Time::ZERO.checked_sub(Span::from_micros(1)), None);
        assert_eq!(Time::from_secs(1).since(Time::from_secs(2)), Span::ZERO);
        assert_eq!(
            Time::from_secs(3).since(Time::from_secs(2)),
            Span::from_secs(1)
        );
        assert_eq!(Span::from_secs(1).checked_sub(Span::from_secs(2)), None);
    }

    #[test]
    fn seconds_with_a_fraction_are_rounded_to_the_nearest_microsecond() {
        assert_eq!(Span::from_secs_f64(0.000_000_4), Span::ZERO);
        assert_eq!(Span::from_secs_f64(0.000_000_6), Span::from_micros(1));
        assert_eq!(Span::from_secs_f64(1.5), Span::from_millis(1_500));
        assert_eq!(Span::from_secs_f64(-1.0), Span::ZERO);
        assert_eq!(Span::from_secs_f64(f64::NAN), Span::ZERO);
        assert_eq!(Span::from_secs_f64(f64::INFINITY), Span::MAX);
    }
}
