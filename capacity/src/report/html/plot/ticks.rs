//! Round numbers for an axis.

/// The marks of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ticks {
    /// The distance of two of them: 1, 2 or 5 times a power of ten.
    pub(super) step: f64,
    /// Them, in order.
    pub(super) values: Vec<f64>,
}

/// Gives the round numbers from the one not above `low` to the one not below `high`, with at most `steps` steps of
/// what lies between, and one more at each end.
pub(super) fn ticks(low: f64, high: f64, steps: u32) -> Ticks {
    let step = step(((high - low) / f64::from(steps.max(1))).max(f64::MIN_POSITIVE));
    let first = (low / step + 1e-9).floor();
    let last = (high / step - 1e-9).ceil().max(first + 1.0);
    let count = (last - first) as usize;
    Ticks {
        step,
        values: (0..=count)
            .map(|number| (first + number as f64) * step)
            .collect(),
    }
}

/// Gives the smallest of 1, 2 and 5 times a power of ten that is not less.
fn step(least: f64) -> f64 {
    let mut power = libm::pow(10.0, libm::log10(least).floor());
    if power * 10.0 <= least {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|times| times * power)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(power * 10.0)
}

/// Gives the digits behind the point that tell ticks apart.
pub(super) fn digits(step: f64) -> usize {
    let mut digits = 0;
    let mut scaled = step;
    while digits < 6 && (scaled - scaled.round()).abs() > 1e-6 {
        digits += 1;
        scaled *= 10.0;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_all_that_is_shown() {
        assert_eq!(ticks(0.0, 100.0, 5).values, [0., 20., 40., 60., 80., 100.]);
        assert_eq!(ticks(0.0, 7.0, 5).values, [0., 2., 4., 6., 8.]);
        assert_eq!(ticks(0.0, 430.0, 5).step, 100.0);
        assert_eq!(ticks(131.0, 188.0, 5).values.first(), Some(&120.0));
        assert_eq!(ticks(0.0, 0.03, 5).step, 0.01);
        assert_eq!((digits(0.01), digits(0.5), digits(20.0)), (2, 1, 0));
    }

    #[test]
    fn nothing_at_all_still_makes_an_axis() {
        let ticks = ticks(0.0, 0.0, 5);
        assert_eq!(ticks.values.len(), 2);
        assert!(ticks.values[1] > 0.0);
    }

    #[test]
    fn every_size_has_few_ticks_that_hold_it() {
        let mut high = 1e-4;
        while high < 1e7 {
            let ticks = ticks(0.0, high, 5);
            assert!((3..=7).contains(&ticks.values.len()), "{high}: {ticks:?}");
            assert!(*ticks.values.last().unwrap() >= high * (1.0 - 1e-9));
            high *= 1.37;
        }
    }
}
