//! What is demanded, held against what was found.

use ringback_format::figures::{Estimate, Measure, TargetResult};
use ringback_scenarios::population::{Target, TargetOf};

use crate::{
    fold::{Confidence, GROUP_MEASURES, QUEUE_MEASURES, Sums},
    model::Model,
};

/// What became of one target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    pub(crate) met: bool,
    /// By how much it is missed, as a share of the bound; nothing where it is met.
    pub(crate) missed_by: f64,
    pub(crate) found: Option<Estimate>,
}

/// Holds one target against the sums.
pub(crate) fn judged(target: &Target, number: usize, sums: &Sums, sure: Confidence) -> Judged {
    let found = found(target, number, sums, sure);
    let Some(estimate) = found else {
        return Judged {
            met: false,
            missed_by: 1.0,
            found: None,
        };
    };
    let (least, most) = bounds(target);
    let below = least.map_or(0.0, |least| {
        (least - estimate.value).max(0.0) / least.max(f64::MIN_POSITIVE)
    });
    let above = most.map_or(0.0, |most| {
        (estimate.value - most).max(0.0) / most.max(f64::MIN_POSITIVE)
    });
    let missed_by = below.max(above);
    Judged {
        met: missed_by == 0.0,
        missed_by,
        found,
    }
}

/// Gives the least and the most, of days where a share of days is demanded.
fn bounds(target: &Target) -> (Option<f64>, Option<f64>) {
    match target.on_days {
        Some(share) => (Some(share), None),
        None => (target.at_least, target.at_most),
    }
}

fn found(target: &Target, number: usize, sums: &Sums, sure: Confidence) -> Option<Estimate> {
    if target.on_days.is_some() {
        return sure.estimate(Measure::DaysMet, &sums.days[number]);
    }
    let (rows, measures) = match target.of {
        TargetOf::Queue(queue) => (&sums.queues[queue], &QUEUE_MEASURES[..]),
        TargetOf::Group(group) => (&sums.groups[group], &GROUP_MEASURES[..]),
    };
    let place = measures
        .iter()
        .position(|measure| *measure == target.measure)?;
    sure.estimate(target.measure, rows.last()?.get(place)?)
}

pub(super) fn targets(model: &Model, sums: &Sums, sure: Confidence) -> Vec<TargetResult> {
    let one = |(number, target): (usize, &Target)| {
        let judged = judged(target, number, sums, sure);
        let name = match target.of {
            TargetOf::Queue(queue) => format!("queue {}", model.queues[queue].name),
            TargetOf::Group(group) => format!("group {}", model.groups[group].name),
        };
        let (at_least, at_most) = bounds(target);
        TargetResult {
            at_least,
            at_most,
            target: target.text.clone(),
            measure: if target.on_days.is_some() {
                Measure::DaysMet
            } else {
                target.measure
            },
            of: name,
            found: judged.found,
            met: judged.met,
            because: (!judged.met).then(|| because(target, judged.found)),
        }
    };
    model.plan.targets.iter().enumerate().map(one).collect()
}

fn because(target: &Target, found: Option<Estimate>) -> String {
    match (found, target.on_days) {
        (None, _) => "there is no such figure: nobody came to it".to_owned(),
        (Some(found), Some(_)) => format!("it held on {:.1}% of the days", found.value * 100.0),
        (Some(found), None) => match target.measure.unit() {
            ringback_format::figures::Unit::Share => format!("it is {:.2}%", found.value * 100.0),
            ringback_format::figures::Unit::Seconds => format!("it is {:.1} s", found.value),
            _ => format!("it is {:.1}", found.value),
        },
    }
}
