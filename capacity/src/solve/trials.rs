//! Staffings simulated and held against the targets.

use std::collections::BTreeMap;

use ringback_format::figures::{Estimate, Measure};
use ringback_scenarios::population::{Plan, Target};

use super::{
    SolveOptions,
    grid::{Grid, Staffing},
    staged::{has_room, staged},
};
use crate::{
    figures::judged,
    fold::{Confidence, GROUP_MEASURES, Sums},
    model::{Model, ModelError},
    simulate::Work,
};

/// What became of a staffing.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    /// Whether all targets are met and every contact came to an end.
    pub(super) met: bool,
    /// By target: how far the figure is on the good side of its bound, as a share of the bound; below 0 where it is missed.
    pub(super) slack: Vec<f64>,
    /// By cell: how busy agents on duty are.
    pub(super) occupancy: Vec<f64>,
}

impl Trial {
    /// Gives the width of the margin to the targets: the smallest slack.
    pub(super) fn margin(&self) -> f64 {
        self.slack.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// Simulates staffings, each once.
pub(super) struct Trials<'a> {
    pub(super) plan: &'a Plan,
    pub(super) grid: &'a Grid,
    pub(super) replications: u64,
    options: &'a SolveOptions<'a>,
    known: BTreeMap<(u64, Staffing), Trial>,
    pub(super) simulated: u64,
}

impl<'a> Trials<'a> {
    pub(super) fn new(plan: &'a Plan, grid: &'a Grid, options: &'a SolveOptions<'a>) -> Self {
        Self {
            plan,
            grid,
            replications: options
                .replications
                .unwrap_or(plan.measuring.replications)
                .max(1),
            options,
            known: BTreeMap::new(),
            simulated: 0,
        }
    }

    /// Tells what becomes of a staffing with all replications.
    pub(super) fn of(&mut self, staffing: &[u32]) -> Result<Trial, ModelError> {
        self.with(staffing, self.replications)
    }

    /// Tells what becomes of a staffing with so many replications. Queues that have no room for it miss every target.
    pub(super) fn with(
        &mut self,
        staffing: &[u32],
        replications: u64,
    ) -> Result<Trial, ModelError> {
        let key = (replications, staffing.to_vec());
        if let Some(trial) = self.known.get(&key) {
            return Ok(trial.clone());
        }
        let trial = if has_room(self.plan, self.grid, staffing) {
            let (model, sums) = self.simulate(staffing, replications)?;
            self.judge(&model, &sums)
        } else {
            Trial {
                met: false,
                slack: vec![-1.0; self.plan.targets.len()],
                occupancy: vec![0.0; self.grid.cells()],
            }
        };
        self.known.insert(key, trial.clone());
        Ok(trial)
    }

    /// Simulates a staffing, whether or not queues have room for it.
    pub(super) fn simulate(
        &mut self,
        staffing: &[u32],
        replications: u64,
    ) -> Result<(Model, Sums), ModelError> {
        let model = Model::new(&staged(self.plan, self.grid, staffing))?;
        let work = Work {
            model: &model,
            seed: self.options.seed,
            threads: self.options.threads,
            done: &|| (),
        };
        let sums = work.run(0..replications);
        self.count();
        Ok((model, sums))
    }

    /// Counts a staffing that was simulated.
    pub(super) fn count(&mut self) {
        self.simulated += 1;
        (self.options.progress)(self.simulated);
    }

    pub(super) fn options(&self) -> &'a SolveOptions<'a> {
        self.options
    }

    fn judge(&self, model: &Model, sums: &Sums) -> Trial {
        let sure = Confidence::new(model.plan.measuring.confidence, sums.replications);
        let mut met = sums.unfinished == 0;
        let mut slacks = Vec::with_capacity(model.plan.targets.len());
        for (number, target) in model.plan.targets.iter().enumerate() {
            let judged = judged(target, number, sums, sure);
            met &= judged.met;
            slacks.push(slack(target, judged.found));
        }
        Trial {
            met,
            slack: slacks,
            occupancy: occupancy(self.grid, sums),
        }
    }
}

/// Bounds of nothing would make any slack endless; differences of such say nothing.
const SLACK_MAX: f64 = 1e6;

/// Gives how far a figure is on the good side of its bounds, as a share of the nearer bound.
pub(super) fn slack(target: &Target, found: Option<Estimate>) -> f64 {
    let Some(found) = found.map(|found| found.value) else {
        return -1.0;
    };
    let (least, most) = match target.on_days {
        Some(share) => (Some(share), None),
        None => (target.at_least, target.at_most),
    };
    let above = least.map(|least| (found - least) / least.max(f64::MIN_POSITIVE));
    let below = most.map(|most| (most - found) / most.max(f64::MIN_POSITIVE));
    let nearer = above.into_iter().chain(below).fold(f64::INFINITY, f64::min);
    nearer.clamp(-SLACK_MAX, SLACK_MAX)
}

/// Gives how busy the agents of each cell are: of nobody, 0.
pub(super) fn occupancy(grid: &Grid, sums: &Sums) -> Vec<f64> {
    let place = GROUP_MEASURES
        .iter()
        .position(|measure| *measure == Measure::Occupancy);
    (0..grid.cells())
        .map(|cell| {
            let rows = &sums.groups[grid.groups[grid.group_of(cell)]];
            let row = if grid.stretches() == 1 {
                rows.last()
            } else {
                rows.get(grid.stretch_of(cell))
            };
            let ratio = row.zip(place).and_then(|(row, place)| row.get(place));
            ratio.and_then(|ratio| ratio.value()).unwrap_or(0.0)
        })
        .collect()
}
