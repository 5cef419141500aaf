//! A first staffing that meets all targets.

use super::{
    grid::Staffing,
    guess::Guess,
    staged::has_room,
    trials::{Trial, Trials},
};
use crate::model::ModelError;

/// Scales a staffing, in percent; no cell beyond its bound.
fn scaled(staffing: &[u32], percent: u64, bounds: &[u32]) -> Staffing {
    let cells = staffing.iter().zip(bounds);
    cells
        .map(|(level, bound)| {
            let scaled = (u64::from(*level) * percent).div_ceil(100);
            u32::try_from(scaled).unwrap_or(u32::MAX).min(*bound)
        })
        .collect()
}

/// Gives the bounds, or as much of them as the queues have room for.
pub(super) fn top(trials: &Trials<'_>, guess: &Guess) -> Staffing {
    let percents = (0..=100).rev().step_by(2);
    percents
        .map(|percent| scaled(&guess.bounds, percent, &guess.bounds))
        .find(|top| has_room(trials.plan, trials.grid, top))
        .unwrap_or_else(|| vec![0; trials.grid.cells()])
}

/// How the guess is scaled, in percent: down as long as targets are met, or up until they are. Our choice.
const DOWN: [u64; 10] = [95, 90, 85, 80, 75, 70, 65, 60, 50, 40];
const UP: [u64; 9] = [105, 110, 120, 130, 150, 175, 200, 250, 300];

/// Finds a staffing about the guess that meets all targets; [`top`] is known to.
pub(super) fn below_top(
    trials: &mut Trials<'_>,
    guess: &Guess,
    top: &[u32],
    replications: u64,
) -> Result<Staffing, ModelError> {
    let mut staffing = guess.about.clone();
    if trials.with(&staffing, replications)?.met {
        for percent in DOWN {
            let fewer = scaled(&guess.about, percent, &guess.bounds);
            if !trials.with(&fewer, replications)?.met {
                break;
            }
            staffing = fewer;
        }
        return Ok(staffing);
    }
    for percent in UP {
        let more = scaled(&guess.about, percent, &guess.bounds);
        if trials.with(&more, replications)?.met {
            return Ok(more);
        }
    }
    Ok(top.to_vec())
}

/// Looks for a staffing that meets all targets where the most agents do not: too many may be idle.
pub(super) fn anywhere(
    trials: &mut Trials<'_>,
    guess: &Guess,
) -> Result<Option<Staffing>, ModelError> {
    for percent in UP.into_iter().rev().chain([100]).chain(DOWN) {
        let staffing = scaled(&guess.about, percent, &guess.bounds);
        if trials.of(&staffing)?.met {
            return Ok(Some(staffing));
        }
    }
    Ok(None)
}

/// How many of the cells get one agent more at a time where a staffing must grow: one of so many. Our choice.
const GROWS: usize = 16;

/// Adds agents where they are busiest until all targets are met with all replications; [`top`] where that never happens.
pub(super) fn grown(
    trials: &mut Trials<'_>,
    guess: &Guess,
    top: &[u32],
    staffing: Staffing,
) -> Result<Staffing, ModelError> {
    let mut staffing = staffing;
    loop {
        let trial = trials.of(&staffing)?;
        if trial.met {
            return Ok(staffing);
        }
        let useful = useful(trials, &trial);
        let mut cells: Vec<usize> = (0..staffing.len())
            .filter(|cell| staffing[*cell] < guess.bounds[*cell] && useful[*cell])
            .collect();
        if cells.is_empty() {
            return Ok(top.to_vec());
        }
        cells.sort_by(|a, b| trial.occupancy[*b].total_cmp(&trial.occupancy[*a]));
        let many = (staffing.len() / GROWS).max(1);
        cells
            .into_iter()
            .take(many)
            .for_each(|cell| staffing[cell] += 1);
        if !has_room(trials.plan, trials.grid, &staffing) {
            return Ok(top.to_vec());
        }
    }
}

/// Tells by cell whether its group has to do with a target that is missed; all of them where none has.
fn useful(trials: &Trials<'_>, trial: &Trial) -> Vec<bool> {
    use ringback_scenarios::population::TargetOf;
    let missed = trials
        .plan
        .targets
        .iter()
        .zip(&trial.slack)
        .filter(|(_, slack)| **slack < 0.0);
    let missed: Vec<TargetOf> = missed.map(|(target, _)| target.of).collect();
    let has_to_do = |cell: usize| {
        let group = trials.grid.groups[trials.grid.group_of(cell)];
        missed.iter().any(|of| match of {
            TargetOf::Queue(queue) => trials.plan.groups[group].queues.contains(queue),
            TargetOf::Group(own) => *own == group,
        })
    };
    let useful: Vec<bool> = (0..trials.grid.cells()).map(has_to_do).collect();
    if useful.contains(&true) {
        useful
    } else {
        vec![true; trials.grid.cells()]
    }
}
