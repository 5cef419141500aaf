//! Why no staffing meets the targets.

use ringback_format::figures::{Estimate, Measure, Unit};
use ringback_scenarios::population::{Target, TargetOf};

use super::trials::Trials;
use crate::{
    figures::{Judged, judged},
    fold::Confidence,
    model::ModelError,
};

/// Says of each target that the most agents miss by how much, and why more do not help.
pub(super) fn missed(
    trials: &mut Trials<'_>,
    bounds: &[u32],
    top: &[u32],
) -> Result<Vec<String>, ModelError> {
    let double: Vec<u32> = bounds.iter().map(|bound| bound.saturating_mul(2)).collect();
    let with_top = judge_all(trials, top)?;
    let with_more = judge_all(trials, &double)?;
    let agents = busiest(trials, top);
    let more = busiest(trials, &double);
    let mut texts: Vec<String> = Vec::new();
    for (number, target) in trials.plan.targets.iter().enumerate() {
        let (found, other) = (with_top.judged[number], with_more.judged[number]);
        if found.met {
            continue;
        }
        let why = why(trials, target, &found, &other);
        texts.push(format!(
            "{}: with {agents} agents on duty at a time {}, {:.1}% of the bound short, and with {more} {}; {why}",
            target.text,
            show(target, found.found),
            found.missed_by * 100.0,
            show(target, other.found),
        ));
    }
    if with_top.unfinished > 0 {
        texts.push(format!(
            "{} contacts never came to an end with {agents} agents on duty at a time; give their queues a `timeout`, or their customers a patience",
            with_top.unfinished
        ));
    }
    Ok(texts)
}

struct All {
    judged: Vec<Judged>,
    unfinished: u64,
}

fn judge_all(trials: &mut Trials<'_>, staffing: &[u32]) -> Result<All, ModelError> {
    let (model, sums) = trials.simulate(staffing, trials.replications)?;
    let sure = Confidence::new(model.plan.measuring.confidence, sums.replications);
    let targets = model.plan.targets.iter().enumerate();
    Ok(All {
        judged: targets
            .map(|(number, target)| judged(target, number, &sums, sure))
            .collect(),
        unfinished: sums.unfinished,
    })
}

/// Gives the most agents on duty at one time.
fn busiest(trials: &Trials<'_>, staffing: &[u32]) -> u64 {
    let grid = trials.grid;
    let at = |stretch: usize| {
        let groups = 0..grid.groups.len();
        groups
            .map(|group| u64::from(grid.row(staffing, group)[stretch]))
            .sum()
    };
    (0..grid.stretches()).map(at).max().unwrap_or(0)
}

fn why(trials: &Trials<'_>, target: &Target, found: &Judged, more: &Judged) -> String {
    let is_served = |queue: usize| {
        let mut searched = trials.grid.groups.iter();
        searched.any(|group| trials.plan.groups[*group].queues.contains(&queue))
    };
    match target.of {
        _ if found.found.is_none() => {
            return "nobody comes to it, so that it has no such figure".to_owned();
        }
        TargetOf::Queue(queue) if !is_served(queue) => {
            return "none of the groups whose agents could be changed serves this queue".to_owned();
        }
        TargetOf::Group(group) if !trials.grid.groups.contains(&group) => {
            return "the agents of this group cannot be changed: they come by chance, or are people of the world outside `staff`"
                .to_owned();
        }
        TargetOf::Queue(_) | TargetOf::Group(_) => {}
    }
    let wants_busy = target.measure == Measure::Occupancy && target.at_least.is_some();
    if wants_busy {
        return "fewer agents would be busier, but with them another target is missed".to_owned();
    }
    let wants_all = target.on_days.is_none_or(|share| share >= 1.0)
        && target.measure.unit() == Unit::Share
        && (target.at_least.is_some_and(|least| least >= 1.0)
            || target.at_most.is_some_and(|most| most <= 0.0));
    if wants_all || target.on_days.is_some_and(|share| share >= 1.0) {
        return "a target of all or none is missed by a single contact, whoever is on duty; ask for a little less".to_owned();
    }
    if more.met {
        return "more agents would help, but a queue has no room for them".to_owned();
    }
    "what is missing are no agents: look at how long offers ring and greetings take, at shrinkage, declined offers and patience"
        .to_owned()
}

fn show(target: &Target, found: Option<Estimate>) -> String {
    let measure = if target.on_days.is_some() {
        Measure::DaysMet
    } else {
        target.measure
    };
    match (found, measure.unit()) {
        (None, _) => "there is no such figure".to_owned(),
        (Some(found), Unit::Share) => format!("it is {:.2}%", found.value * 100.0),
        (Some(found), Unit::Seconds) => format!("it is {:.1} s", found.value),
        (Some(found), Unit::Count | Unit::Hours | Unit::Mean | Unit::Money) => {
            format!("it is {:.1}", found.value)
        }
    }
}
