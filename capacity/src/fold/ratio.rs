//! A figure as a ratio of two sums over replications.

use serde::{Deserialize, Serialize};

/// What a ratio's sums are over replications: whole numbers, so that their order does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Ratio {
    above: Wide,
    below: Wide,
    above_squared: Wide,
    product: Wide,
    below_squared: Wide,
    /// How many replications say something.
    count: u64,
}

/// A whole number that is written as a text, since readers of JSON may not hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wide(u128);

impl Serialize for Wide {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Wide {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// What one replication says of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) above: u64,
    pub(crate) below: u64,
}

impl Ratio {
    /// Adds what one replication says; nothing below says nothing.
    #[inline]
    pub(crate) fn say(&mut self, said: Said) {
        if said.below == 0 {
            return;
        }
        let (above, below) = (u128::from(said.above), u128::from(said.below));
        self.above.0 += above;
        self.below.0 += below;
        self.above_squared.0 += above * above;
        self.product.0 += above * below;
        self.below_squared.0 += below * below;
        self.count += 1;
    }

    /// Adds the sums of other replications.
    pub(crate) fn add(&mut self, other: &Self) {
        self.above.0 += other.above.0;
        self.below.0 += other.below.0;
        self.above_squared.0 += other.above_squared.0;
        self.product.0 += other.product.0;
        self.below_squared.0 += other.below_squared.0;
        self.count += other.count;
    }

    /// Gives how many replications say something.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Gives the ratio of the sums.
    pub(crate) fn value(&self) -> Option<f64> {
        (self.below.0 > 0).then(|| self.above.0 as f64 / self.below.0 as f64)
    }

    /// Gives the standard error of the ratio, by the linear approximation for ratios of means.
    ///
    /// Source: Law, "Simulation Modeling and Analysis", 5th edition (2015), section 9.5.
    pub(crate) fn standard_error(&self) -> Option<f64> {
        let value = self.value()?;
        if self.count < 2 {
            return None;
        }
        let count = self.count as f64;
        let squares = self.above_squared.0 as f64 - 2.0 * value * self.product.0 as f64
            + value * value * self.below_squared.0 as f64;
        let mean_below = self.below.0 as f64 / count;
        let variance = squares.max(0.0) / (count - 1.0) / count;
        Some(variance.sqrt() / mean_below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(pairs: &[(u64, u64)]) -> Ratio {
        let mut ratio = Ratio::default();
        pairs.iter().for_each(|(above, below)| {
            ratio.say(Said {
                above: *above,
                below: *below,
            })
        });
        ratio
    }

    #[test]
    fn a_mean_has_the_standard_error_of_a_mean() {
        let ratio = ratio(&[(2, 1), (4, 1), (4, 1), (6, 1)]);
        assert_eq!(ratio.value(), Some(4.0));
        // Sample variance 8/3, by four.
        let expected = (8.0_f64 / 3.0 / 4.0).sqrt();
        assert!((ratio.standard_error().unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn a_ratio_that_never_varies_has_no_error_though_its_parts_vary() {
        let ratio = ratio(&[(10, 20), (100, 200), (7, 14)]);
        assert_eq!(
            (ratio.value(), ratio.standard_error()),
            (Some(0.5), Some(0.0))
        );
    }

    #[test]
    fn replications_that_say_nothing_do_not_count() {
        let ratio = ratio(&[(3, 1), (0, 0), (5, 1)]);
        assert_eq!((ratio.count(), ratio.value()), (2, Some(4.0)));
        assert_eq!(Ratio::default().value(), None);
    }

    #[test]
    fn sums_of_two_parts_are_those_of_the_whole_and_survive_a_file() {
        let whole = ratio(&[(3, 7), (u64::MAX, u64::MAX / 3), (5, 9)]);
        let mut parts = ratio(&[(5, 9)]);
        parts.add(&ratio(&[(u64::MAX, u64::MAX / 3), (3, 7)]));
        assert_eq!(parts, whole);
        let text = serde_json::to_string(&whole).unwrap();
        assert_eq!(serde_json::from_str::<Ratio>(&text).unwrap(), whole);
    }
}
