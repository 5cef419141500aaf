//! Which law fits a sample best: each by maximum likelihood, then the one with the least information criterion.
//!
//! Sources: H. Akaike, "A new look at the statistical model identification", IEEE Transactions on Automatic Control 19 (1974).
//! A time that is seen rounded counts with the chance of all that would be rounded so, a time that would have been longer with the
//! chance of being longer: no time is too short, and none is left out.

use serde::Serialize;

use super::{
    Law,
    law::Family,
    maximum::maximum,
    sample::{Point, Sample},
};

/// How many whole times a law with two parameters needs at least. Our choice.
const TWO_PARAMETERS_FROM: u64 = 20;

/// A law that was fitted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Candidate {
    /// The law.
    pub law: Law,
    /// The standard error of its mean, in seconds; absent where the sample does not say.
    pub mean_standard_error_s: Option<f64>,
    /// The standard error of its other parameter, where it has one and the sample says.
    pub other_standard_error: Option<f64>,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
    /// Akaike's information criterion; the least is the best.
    pub aic: f64,
}

/// The laws that were fitted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Choice {
    /// The one with the least information criterion.
    pub chosen: Candidate,
    /// The others, in the order of their criterion.
    pub others: Vec<Candidate>,
}

/// Fits the exponential law and the given families. Nothing where no time was seen whole, or all were zero.
pub(super) fn choice(sample: &Sample, families: &[Family]) -> Option<Choice> {
    let mut candidates = vec![exponential(sample)?];
    if sample.whole() >= TWO_PARAMETERS_FROM {
        let fitted = families
            .iter()
            .map(|family| two_parameters(sample, *family));
        candidates.extend(fitted);
    }
    candidates.sort_by(|a, b| a.aic.total_cmp(&b.aic));
    let chosen = candidates.remove(0);
    Some(Choice {
        chosen,
        others: candidates,
    })
}

/// The mean is all time that was seen divided by how many times were seen whole.
fn exponential(sample: &Sample) -> Option<Candidate> {
    let (whole, total_s) = (sample.whole() as f64, sample.total_s());
    if whole == 0.0 || total_s == 0.0 {
        return None;
    }
    let mean_s = total_s / whole;
    let log_likelihood = log_likelihood(sample, |seconds| seconds / mean_s);
    Some(Candidate {
        law: Law::Exponential { mean_s },
        mean_standard_error_s: Some(mean_s / libm::sqrt(whole)),
        other_standard_error: None,
        log_likelihood,
        aic: 2.0 - 2.0 * log_likelihood,
    })
}

fn two_parameters(sample: &Sample, family: Family) -> Candidate {
    let value = |parameters| log_likelihood(sample, |seconds| family.hazard(parameters, seconds));
    let mean_s = sample.total_s() / sample.whole() as f64;
    let top = maximum([libm::log(mean_s), 0.0], &value);
    let numbers = |parameters: [f64; 2]| match family.law(parameters) {
        Law::Exponential { mean_s } => [mean_s, mean_s],
        Law::Lognormal { mean_s, cv } => [mean_s, cv],
        Law::Weibull { mean_s, shape } => [mean_s, shape],
    };
    let error = |number: usize| {
        let covariance = top.covariance?;
        let slope = gradient(top.at, |parameters| numbers(parameters)[number]);
        let product = |row: usize| slope[0] * covariance[row][0] + slope[1] * covariance[row][1];
        let variance = slope[0] * product(0) + slope[1] * product(1);
        (variance >= 0.0).then(|| libm::sqrt(variance))
    };
    Candidate {
        law: family.law(top.at),
        mean_standard_error_s: error(0),
        other_standard_error: error(1),
        log_likelihood: top.value,
        aic: 4.0 - 2.0 * top.value,
    }
}

fn gradient([x, y]: [f64; 2], function: impl Fn([f64; 2]) -> f64) -> [f64; 2] {
    const APART: f64 = 1e-5;
    [
        (function([x + APART, y]) - function([x - APART, y])) / (2.0 * APART),
        (function([x, y + APART]) - function([x, y - APART])) / (2.0 * APART),
    ]
}

fn log_likelihood(sample: &Sample, hazard: impl Fn(f64) -> f64) -> f64 {
    // No single time may make a law impossible by a chance too small to be written.
    const LEAST: f64 = -700.0;
    let rounding_s = sample.rounding_s();
    let value = |point: &Point| {
        let mut sum = 0.0;
        if point.whole > 0 {
            let from = hazard((point.at_s - rounding_s).max(0.0));
            let within = hazard(point.at_s + rounding_s) - from;
            let logarithm = libm::log(-libm::expm1(-within)) - from;
            sum += point.whole as f64 * logarithm.max(LEAST);
        }
        if point.at_least > 0 {
            sum -= point.at_least as f64 * hazard(point.at_s).min(-LEAST);
        }
        sum
    };
    sample.points().iter().map(value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::sample::Seen::{self, AtLeast, Whole};

    /// Quantiles of an exponential law with a mean of 100 s, every third time seen only up to half of it.
    fn sample(count: u32) -> Sample {
        let time = |number: u32| -> (f64, Seen) {
            let share = (f64::from(number) + 0.5) / f64::from(count);
            let time = -100.0 * libm::log1p(-share);
            match number % 3 {
                0 => (time / 2.0, AtLeast),
                _ => (time, Whole),
            }
        };
        Sample::new((0..count).map(time))
    }

    #[test]
    fn a_parameter_more_costs_two_and_must_earn_them() {
        let sample = sample(600);
        let found = choice(&sample, &[Family::Weibull, Family::Lognormal]).expect("it is seen");
        let parameters = |law| match law {
            Law::Exponential { .. } => 1.0,
            Law::Lognormal { .. } | Law::Weibull { .. } => 2.0,
        };
        let all: Vec<&Candidate> = core::iter::once(&found.chosen)
            .chain(&found.others)
            .collect();
        assert_eq!(all.len(), 3);
        for candidate in &all {
            let expected = 2.0 * parameters(candidate.law) - 2.0 * candidate.log_likelihood;
            assert!((candidate.aic - expected).abs() < 1e-9, "{candidate:?}");
        }
        assert!(all.is_sorted_by(|a, b| a.aic <= b.aic));
        // Every exponential law is a Weibull law: it cannot fit worse.
        let of = |word: &str| all.iter().find(|candidate| candidate.law.word() == word);
        let (exponential, weibull) = (of("exponential").unwrap(), of("weibull").unwrap());
        assert!(weibull.log_likelihood >= exponential.log_likelihood - 1e-6);
    }

    #[test]
    fn the_exponential_mean_is_all_time_seen_for_each_that_ended() {
        let sample = Sample::new([(10.0, Whole), (30.0, AtLeast), (20.0, Whole)]);
        let found = choice(&sample, &[Family::Weibull]).expect("two ended");
        assert_eq!(found.chosen.law, Law::Exponential { mean_s: 30.0 });
        let error = found.chosen.mean_standard_error_s.unwrap();
        assert!((error - 30.0 / 2.0_f64.sqrt()).abs() < 1e-12);
        assert!(found.others.is_empty(), "two are too few for a Weibull law");
        // The chance of both whole seconds and of the longer time, by hand.
        let chance =
            |from: f64, to: f64| libm::log(libm::exp(-from / 30.0) - libm::exp(-to / 30.0));
        // All are tens of seconds, but times are rounded to seconds at the coarsest.
        let expected = chance(9.5, 10.5) + chance(19.5, 20.5) - 1.0;
        assert!((found.chosen.log_likelihood - expected).abs() < 1e-9);
    }

    #[test]
    fn what_never_ended_or_took_no_time_has_no_law() {
        for times in [vec![(30.0, AtLeast)], vec![(0.0, Whole)], vec![]] {
            assert_eq!(choice(&Sample::new(times), &[Family::Weibull]), None);
        }
    }
}
