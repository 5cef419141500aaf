//! A sample of times, some of which are known only to be longer than what was seen: the sample is censored.

use std::collections::BTreeMap;

/// The finest step of times that is told apart, in parts of a second.
const STEPS_PER_S: f64 = 1e6;
/// Whole seconds, tenths and so on, in such steps.
const UNITS: [u64; 7] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/// How a time ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// It was over after so long.
    Whole,
    /// Something else ended it: it would have been longer.
    AtLeast,
}

/// How often a time was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// The time, in seconds.
    pub(super) at_s: f64,
    /// How often it was over then.
    pub(super) whole: u64,
    /// How often it would have been longer.
    pub(super) at_least: u64,
}

/// Times in order, each once.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    points: Vec<Point>,
    /// By how much a time may really be shorter or longer than written, in seconds: half of the unit in which all are whole.
    rounding_s: f64,
}

impl Sample {
    pub(super) fn new(times: impl IntoIterator<Item = (f64, Seen)>) -> Self {
        let mut counts: BTreeMap<u64, [u64; 2]> = BTreeMap::new();
        for (seconds, seen) in times {
            let step = libm::round(seconds.max(0.0) * STEPS_PER_S) as u64;
            let [whole, at_least] = counts.entry(step).or_default();
            match seen {
                Seen::Whole => *whole += 1,
                Seen::AtLeast => *at_least += 1,
            }
        }
        let fits = |unit: &&u64| counts.keys().all(|step| step % **unit == 0);
        let unit = UNITS.iter().find(fits).copied().unwrap_or(1);
        let point = |(step, [whole, at_least]): (&u64, &[u64; 2])| Point {
            at_s: *step as f64 / STEPS_PER_S,
            whole: *whole,
            at_least: *at_least,
        };
        Self {
            points: counts.iter().map(point).collect(),
            rounding_s: unit as f64 / STEPS_PER_S / 2.0,
        }
    }

    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }

    pub(super) const fn rounding_s(&self) -> f64 {
        self.rounding_s
    }

    /// Gives how many times were seen whole.
    pub(super) fn whole(&self) -> u64 {
        self.points.iter().map(|point| point.whole).sum()
    }

    /// Gives how many times would have been longer.
    pub(super) fn at_least(&self) -> u64 {
        self.points.iter().map(|point| point.at_least).sum()
    }

    /// Gives the sum of all times, in seconds.
    pub(super) fn total_s(&self) -> f64 {
        let seen = |point: &Point| (point.whole + point.at_least) as f64 * point.at_s;
        self.points.iter().map(seen).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_times_are_counted_together_and_in_order() {
        let sample = Sample::new([
            (20.0, Seen::AtLeast),
            (5.0, Seen::Whole),
            (20.0, Seen::Whole),
            (20.0, Seen::Whole),
        ]);
        let at: Vec<f64> = sample.points().iter().map(|point| point.at_s).collect();
        assert_eq!(at, [5.0, 20.0]);
        assert_eq!((sample.whole(), sample.at_least()), (3, 1));
        assert_eq!(sample.total_s(), 65.0);
    }

    #[test]
    fn the_unit_of_rounding_is_the_coarsest_in_which_all_are_whole() {
        let rounding = |times: &[f64]| {
            let times = times.iter().map(|time| (*time, Seen::Whole));
            Sample::new(times).rounding_s()
        };
        assert_eq!(rounding(&[3.0, 120.0]), 0.5);
        assert_eq!(rounding(&[3.0, 120.25]), 0.005);
        assert_eq!(rounding(&[0.123_456]), 5e-7);
    }
}
