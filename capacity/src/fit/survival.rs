//! The share that still waits after a time, without any law.
//!
//! Sources: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", Journal of the American
//! Statistical Association 53 (1958); M. Greenwood, "The natural duration of cancer", Reports on Public Health and Medical
//! Subjects 33 (1926), for the standard error.

use serde::Serialize;

use super::sample::Sample;

/// The estimate of Kaplan and Meier: a share that falls with each time at which somebody gave up.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Survival {
    /// Its steps, in the order of time.
    pub steps: Vec<SurvivalStep>,
    /// Up to which wait the estimate says anything, in seconds: the longest wait seen.
    pub known_up_to_s: f64,
}

/// A time at which somebody gave up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SurvivalStep {
    /// The wait, in seconds.
    pub at_s: f64,
    /// How many had waited as long and were still there.
    pub at_risk: u64,
    /// How many of them gave up then.
    pub gave_up: u64,
    /// The share that would wait longer, from 0 to 1.
    pub share: f64,
    /// Its standard error; 0 where nobody is left.
    pub standard_error: f64,
}

impl Survival {
    /// Who leaves at the same time for another reason was still there when the others gave up.
    pub(super) fn of(sample: &Sample) -> Self {
        let mut at_risk: u64 = sample.whole() + sample.at_least();
        let (mut share, mut sum) = (1.0, 0.0);
        let mut steps = Vec::new();
        for point in sample.points() {
            if point.whole > 0 {
                let (risk, gone) = (at_risk as f64, point.whole as f64);
                share *= (risk - gone) / risk;
                sum += gone / (risk * (risk - gone));
                steps.push(SurvivalStep {
                    at_s: point.at_s,
                    at_risk,
                    gave_up: point.whole,
                    share,
                    standard_error: if share > 0.0 {
                        share * libm::sqrt(sum)
                    } else {
                        0.0
                    },
                });
            }
            at_risk -= point.whole + point.at_least;
        }
        Self {
            steps,
            known_up_to_s: sample.points().last().map_or(0.0, |point| point.at_s),
        }
    }

    /// Gives the share that would wait longer than so many seconds, from 0 to 1; nothing beyond the longest wait seen.
    pub fn share_waiting(&self, after_s: f64) -> Option<f64> {
        if after_s > self.known_up_to_s {
            return None;
        }
        let reached = self.steps.iter().take_while(|step| step.at_s <= after_s);
        Some(reached.last().map_or(1.0, |step| step.share))
    }

    /// Gives the wait after which half have given up, in seconds; nothing where more than half were never seen to.
    pub fn median_s(&self) -> Option<f64> {
        let mut steps = self.steps.iter();
        steps.find(|step| step.share <= 0.5).map(|step| step.at_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit::sample::Seen::{AtLeast, Whole};

    /// Calculated by hand: six customers, of whom two were answered.
    #[test]
    fn a_small_sample_has_the_shares_of_hand() {
        let survival = Survival::of(&Sample::new([
            (2.0, Whole),
            (3.0, AtLeast),
            (4.0, Whole),
            (4.0, AtLeast),
            (7.0, Whole),
            (9.0, Whole),
        ]));
        let shares: Vec<f64> = survival.steps.iter().map(|step| step.share).collect();
        let expected = [5.0 / 6.0, 5.0 / 6.0 * 3.0 / 4.0, 5.0 / 16.0, 0.0];
        for (found, expected) in shares.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-15, "{shares:?}");
        }
        let second = survival.steps[1];
        assert_eq!((second.at_risk, second.gave_up), (4, 1));
        let greenwood = 0.625 * libm::sqrt(1.0 / 30.0 + 1.0 / 12.0);
        assert!((second.standard_error - greenwood).abs() < 1e-15);
        assert_eq!(survival.median_s(), Some(7.0));
        assert_eq!(survival.share_waiting(1.9), Some(1.0));
        assert_eq!(survival.share_waiting(5.0), Some(0.625));
        assert_eq!(survival.share_waiting(9.5), None);
    }

    #[test]
    fn where_few_give_up_the_median_is_not_known() {
        let survival = Survival::of(&Sample::new([(2.0, Whole), (3.0, AtLeast), (3.0, AtLeast)]));
        assert_eq!(survival.median_s(), None);
        assert_eq!(survival.known_up_to_s, 3.0);
    }
}
