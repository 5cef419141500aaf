//! From a figure to its place on an axis.

use ringback_format::figures::Unit;

use super::ticks::{Ticks, digits, ticks};
use crate::report::html::number::grouped;

const STEPS: u32 = 5;

/// A linear scale with its marks.
#[derive(Clone, Debug)]
pub(in crate::report::html) struct Scale {
    unit: Unit,
    /// In what is written at the axis: percent of shares.
    ticks: Ticks,
}

impl Scale {
    /// Makes a scale from 0 to at least this much.
    pub(in crate::report::html) fn upto(unit: Unit, most: f64) -> Self {
        // Where all is nothing, an axis to one says so.
        let most = if most > 0.0 && most.is_finite() {
            most
        } else {
            1.0
        };
        Self::between(unit, 0.0, most)
    }

    /// Makes a scale that holds both.
    pub(in crate::report::html) fn between(unit: Unit, low: f64, high: f64) -> Self {
        let times = times(unit);
        Self {
            unit,
            ticks: ticks(low * times, high * times, STEPS),
        }
    }

    /// Gives where a value lies, 0 at the lower end and 1 at the upper; what is beyond lies at the end.
    pub(super) fn share(&self, value: f64) -> f64 {
        let (low, high) = self.ends();
        ((value * times(self.unit) - low) / (high - low)).clamp(0.0, 1.0)
    }

    /// Gives the marks as their place and their text.
    pub(super) fn marks(&self) -> impl Iterator<Item = (f64, String)> {
        let (low, high) = self.ends();
        let digits = digits(self.ticks.step);
        let suffix = match self.unit {
            Unit::Share => "%",
            Unit::Seconds => " s",
            Unit::Hours => " h",
            Unit::Count | Unit::Mean | Unit::Money => "",
        };
        self.ticks.values.iter().map(move |value| {
            let text = grouped(*value, digits) + suffix;
            ((value - low) / (high - low), text)
        })
    }

    fn ends(&self) -> (f64, f64) {
        let values = &self.ticks.values;
        (values[0], values[values.len() - 1])
    }
}

fn times(unit: Unit) -> f64 {
    if unit == Unit::Share { 100.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_marked_in_percent() {
        let scale = Scale::upto(Unit::Share, 1.0);
        let marks: Vec<String> = scale.marks().map(|(_, text)| text).collect();
        assert_eq!(marks, ["0%", "20%", "40%", "60%", "80%", "100%"]);
        assert!((scale.share(0.25) - 0.25).abs() < 1e-12);
        assert!((scale.share(1.5) - 1.0).abs() < 1e-12);
    }
}
