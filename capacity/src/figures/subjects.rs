//! Figures of queues, groups, channels and kinds.

use ringback_engine::{Span, Time};
use ringback_format::figures::{Estimate, Interval, Measure, Subject};
use ringback_scenarios::population::{Duty, Group, Plan};

use crate::{
    fold::{CONTACT_MEASURES, Confidence, GROUP_MEASURES, QUEUE_MEASURES, Ratio, Sums},
    model::{Model, channel_name},
};

pub(super) fn queues(model: &Model, sums: &Sums, sure: Confidence) -> Vec<Subject> {
    let names = model.queues.iter().map(|queue| queue.name.clone());
    subjects(&model.plan, names, &sums.queues, &QUEUE_MEASURES, sure)
}

pub(super) fn groups(model: &Model, sums: &Sums, sure: Confidence) -> Vec<Subject> {
    let names = model.groups.iter().map(|group| group.name.clone());
    let mut subjects = subjects(&model.plan, names, &sums.groups, &GROUP_MEASURES, sure);
    for (subject, group) in subjects.iter_mut().zip(&model.plan.groups) {
        if let Some(price) = group.cost_per_hour {
            subject.whole.insert(
                Measure::Cost,
                Estimate::bare(paid_hours(&model.plan, group) * price),
            );
        }
    }
    subjects
}

pub(super) fn channels(model: &Model, sums: &Sums, sure: Confidence) -> Vec<Subject> {
    let names = model.channels.iter().map(|channel| channel_name(*channel));
    subjects(&model.plan, names, &sums.channels, &CONTACT_MEASURES, sure)
}

pub(super) fn kinds(model: &Model, sums: &Sums, sure: Confidence) -> Vec<Subject> {
    let names = model
        .plan
        .population
        .kinds
        .iter()
        .map(|kind| kind.name.clone());
    subjects(&model.plan, names, &sums.kinds, &CONTACT_MEASURES, sure)
}

fn subjects(
    plan: &Plan,
    names: impl Iterator<Item = String>,
    table: &[Vec<Vec<Ratio>>],
    measures: &[Measure],
    sure: Confidence,
) -> Vec<Subject> {
    let subject = |(name, rows): (String, &Vec<Vec<Ratio>>)| {
        let (whole, intervals) = rows.split_last().expect("the last row is the whole");
        let interval = |(number, row): (usize, &Vec<Ratio>)| Interval {
            from: begins(plan, number),
            figures: sure.row(measures, row),
        };
        // One interval says nothing that the whole does not say.
        let intervals = if intervals.len() == 1 { &[] } else { intervals };
        Subject {
            name,
            whole: sure.row(measures, whole),
            intervals: intervals.iter().enumerate().map(interval).collect(),
        }
    };
    names.zip(table).map(subject).collect()
}

/// Gives the civil time at which an interval begins: of the day, or with its date where a run has several days.
pub(super) fn begins(plan: &Plan, interval: usize) -> String {
    let population = &plan.population;
    let after = population.interval.saturating_mul(interval as u64);
    let at = Time::ZERO
        .saturating_add(population.warm_up)
        .saturating_add(after);
    let (at, last) = (
        plan.civil(at),
        plan.civil(Time::ZERO.saturating_add(population.lasts)),
    );
    let has_seconds = !population.interval.as_micros().is_multiple_of(MINUTE)
        || !population.warm_up.as_micros().is_multiple_of(MINUTE);
    let time = if has_seconds {
        at.strftime("%H:%M:%S").to_string()
    } else {
        at.strftime("%H:%M").to_string()
    };
    let one_day = population.lasts <= Span::from_secs(24 * 3_600);
    if one_day || last.date() == plan.civil(Time::ZERO).date() {
        time
    } else {
        format!("{} {time}", at.date())
    }
}

const MINUTE: u64 = 60_000_000;

/// Gives the paid time of a group, in hours: shifts with their breaks, levels, or the whole period.
pub(crate) fn paid_hours(plan: &Plan, group: &Group) -> f64 {
    let lasts = plan.population.lasts;
    let hours = |span: Span| span.as_secs_f64() / 3_600.0;
    match &group.duty {
        Duty::Shifts(shifts) => shifts
            .iter()
            .map(|shift| hours(shift.to.since(shift.from)) * f64::from(shift.agents))
            .sum(),
        Duty::Levels(levels) => {
            let end = Time::ZERO.saturating_add(lasts);
            let part = |(number, (from, level)): (usize, &(Time, u32))| {
                let to = levels.get(number + 1).map_or(end, |(to, _)| *to).min(end);
                if to > *from {
                    hours(to.since(*from)) * f64::from(*level)
                } else {
                    0.0
                }
            };
            levels.iter().enumerate().map(part).sum()
        }
        Duty::Always | Duty::ComesAndGoes { .. } => hours(lasts) * group.agents.len() as f64,
    }
}
