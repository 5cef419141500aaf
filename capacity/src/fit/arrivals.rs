//! How many customers call a queue, by time of day, and how much busier some days are than others.

use ringback_world::chance::gamma_shares;
use serde::Serialize;

use super::days::{Days, INTERVALS, clock};
use crate::statistics::Moments;

/// Below this chance, days that vary so much are no accident. Our choice; the customary one.
const SIGNIFICANT: f64 = 0.05;

/// The calls of a queue on an average day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FittedArrivals {
    /// How many days were seen.
    pub days: u64,
    /// How many calls come on an average day.
    pub contacts_a_day: f64,
    /// Its standard error; absent with fewer than two days.
    pub standard_error: Option<f64>,
    /// The half-hours of an average day, from the first with a call to the last.
    pub intervals: Vec<FittedInterval>,
    /// How much days differ; absent with fewer than two days.
    pub busy_day: Option<BusyDay>,
}

/// A half-hour of an average day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FittedInterval {
    /// When it begins, such as `09:30`.
    pub from: String,
    /// How many calls come in it.
    pub contacts: f64,
    /// The standard error of that; absent with fewer than two days.
    pub standard_error: Option<f64>,
    /// The rate, in calls an hour.
    pub per_hour: f64,
    #[serde(skip)]
    pub(super) number: usize,
}

/// How much the calls of days differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BusyDay {
    /// The variance of the calls of a day divided by their mean: about 1 where only chance makes days differ.
    pub dispersion: f64,
    /// The chance that days which do not differ would vary so much.
    pub p_value: f64,
    /// The coefficient of variation of a day's factor that explains what is more than chance; absent where nothing is.
    pub cv: Option<f64>,
    /// Its standard error, for many days.
    pub standard_error: Option<f64>,
}

pub(super) fn arrivals(days: &Days) -> FittedArrivals {
    let moments = |count: &dyn Fn(&super::days::Day) -> u64| {
        Moments::from_iter(days.0.values().map(|day| count(day) as f64))
    };
    let a_day = moments(&|day| day.total());
    let mut intervals: Vec<FittedInterval> = (0..INTERVALS)
        .map(|number| {
            let of_interval = moments(&|day| day.counts[number]);
            let contacts = of_interval.mean().unwrap_or(0.0);
            FittedInterval {
                from: clock(number),
                contacts,
                standard_error: of_interval.standard_error(),
                per_hour: contacts * 2.0,
                number,
            }
        })
        .collect();
    let calls = |interval: &FittedInterval| interval.contacts > 0.0;
    let last = intervals.iter().rposition(calls).unwrap_or(0);
    let first = intervals.iter().position(calls).unwrap_or(0);
    intervals.truncate(last + 1);
    intervals.drain(..first);
    FittedArrivals {
        days: a_day.count(),
        contacts_a_day: a_day.mean().unwrap_or(0.0),
        standard_error: a_day.standard_error(),
        intervals,
        busy_day: busy_day(&a_day),
    }
}

/// Counts of Poisson arrivals have their mean as variance; a factor of mean 1 that is drawn for each day adds the square of the
/// mean times its own variance. Whether there is one says the dispersion test: days - 1 times the dispersion follows chi-square.
///
/// Sources: R. A. Fisher, "The significance of deviations from expectation in a Poisson series", Biometrics 6 (1950); G. Jongbloed,
/// G. Koole, "Managing uncertainty in call centres using Poisson mixtures", Applied Stochastic Models in Business and Industry 17
/// (2001).
fn busy_day(a_day: &Moments) -> Option<BusyDay> {
    let (mean, variance) = (a_day.mean()?, a_day.variance()?);
    let degrees = a_day.count() as f64 - 1.0;
    let dispersion = variance / mean;
    let p_value = gamma_shares(degrees / 2.0, degrees * dispersion / 2.0).above;
    let square = (variance - mean) / (mean * mean);
    let is_more = p_value < SIGNIFICANT && square > 0.0;
    let cv = is_more.then(|| libm::sqrt(square));
    let of_square = variance * libm::sqrt(2.0 / degrees) / (mean * mean);
    Some(BusyDay {
        dispersion,
        p_value,
        cv,
        standard_error: cv.map(|cv| of_square / (2.0 * cv)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_differ_by_chance_alone_have_no_factor() {
        // Mean 100 and variance 100, exactly as Poisson counts have it.
        let days = Moments::from_iter([
            90.0,
            110.0,
            100.0 - 50.0_f64.sqrt(),
            100.0 + 50.0_f64.sqrt(),
        ]);
        let found = busy_day(&days).expect("there are four");
        assert!((found.dispersion - 1.0).abs() < 1e-12);
        // Chi-square of 3 with three degrees of freedom, from a table.
        assert!((found.p_value - 0.391_625).abs() < 1e-6);
        assert_eq!(found.cv, None);
    }

    #[test]
    fn days_that_differ_more_have_the_factor_that_explains_it() {
        // Mean 400 and variance 2000: 400 by chance, 1600 by a factor with a cv of 0.1.
        let apart = 1500.0_f64.sqrt();
        let days = Moments::from_iter([400.0 - apart, 400.0 - apart, 400.0 + apart, 400.0 + apart]);
        let found = busy_day(&days).expect("there are four");
        assert!((found.dispersion - 5.0).abs() < 1e-9);
        assert!(found.p_value < 0.01);
        assert!((found.cv.expect("it is more than chance") - 0.1).abs() < 1e-9);
    }

    #[test]
    fn one_day_says_nothing_of_others() {
        assert_eq!(busy_day(&Moments::from_iter([400.0])), None);
    }
}
