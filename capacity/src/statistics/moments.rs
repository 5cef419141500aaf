//! Count, mean and variance of a sample.

/// The moments of a sample, gathered one value after the other.
///
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4 (1962).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Adds a value.
    pub fn add(&mut self, value: f64) {
        self.count += 1;
        let apart = value - self.mean;
        self.mean += apart / self.count as f64;
        self.squares += apart * (value - self.mean);
    }

    /// Gives how many values there were.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Gives their mean; nothing without values.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then_some(self.mean)
    }

    /// Gives the unbiased estimate of the variance; nothing with fewer than two values.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / (self.count - 1) as f64)
    }

    /// Gives the standard error of the mean; nothing with fewer than two values.
    pub fn standard_error(&self) -> Option<f64> {
        Some(libm::sqrt(self.variance()? / self.count as f64))
    }

    /// Gives the coefficient of variation, standard deviation / mean; nothing with fewer than two values or a mean of 0.
    pub fn cv(&self) -> Option<f64> {
        let deviation = libm::sqrt(self.variance()?);
        (self.mean != 0.0).then(|| deviation / self.mean)
    }
}

impl FromIterator<f64> for Moments {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut moments = Self::default();
        for value in values {
            moments.add(value);
        }
        moments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_sample_has_the_moments_of_hand() {
        let moments = Moments::from_iter([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(moments.count(), 8);
        assert_eq!(moments.mean(), Some(5.0));
        let variance = moments.variance().expect("there are eight");
        assert!((variance - 32.0 / 7.0).abs() < 1e-12);
        let error = moments.standard_error().expect("there are eight");
        assert!((error * error * 8.0 - variance).abs() < 1e-12);
        let cv = moments.cv().expect("the mean is not 0");
        assert!((cv * cv * 25.0 - variance).abs() < 1e-12);
    }

    #[test]
    fn a_large_common_part_costs_no_digits() {
        let moments = Moments::from_iter([1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0]);
        assert_eq!(moments.variance(), Some(30.0));
    }

    #[test]
    fn what_a_sample_cannot_say_is_not_there() {
        let none = Moments::default();
        assert_eq!(
            (none.mean(), none.variance(), none.cv()),
            (None, None, None)
        );
        let one = Moments::from_iter([3.0]);
        assert_eq!((one.mean(), one.standard_error()), (Some(3.0), None));
        assert_eq!(Moments::from_iter([-1.0, 1.0]).cv(), None);
    }
}
