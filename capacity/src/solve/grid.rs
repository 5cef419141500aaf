//! What is searched: agents of some groups in some stretches of time, and what they cost.

use ringback_engine::Time;
use ringback_scenarios::population::{Duty, Group, Plan};

use super::Levels;

/// The groups whose agents are searched, and the stretches of time between which their number may change.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Positions of the groups in the plan.
    pub(super) groups: Vec<usize>,
    /// When each stretch begins. The first takes the warm-up with it, the last those who finish after the end.
    pub(super) begins: Vec<Time>,
    /// How long each stretch is, in microseconds.
    lengths: Vec<u64>,
    /// What an hour of an agent of each group costs, in millionths.
    prices: Vec<u64>,
}

/// Agents by group, then by stretch.
pub(super) type Staffing = Vec<u32>;

/// Prices are whole numbers of these parts, so that equal costs are equal.
const PRICE_PARTS: f64 = 1e6;

impl Grid {
    pub(super) fn new(plan: &Plan, levels: Levels) -> Self {
        let population = &plan.population;
        let (from, to) = (population.warm_up.as_micros(), population.lasts.as_micros());
        let interval = population.interval.as_micros();
        let inner = match levels {
            Levels::Flat => 1,
            Levels::ByInterval => crate::tally::intervals(population) as u64,
        };
        let mut bounds: Vec<u64> = (0..inner).map(|number| from + number * interval).collect();
        if let Some(first) = bounds.first_mut() {
            *first = 0;
        }
        let ends = bounds.iter().skip(1).copied().chain([to]);
        let lengths = bounds.iter().zip(ends).map(|(from, to)| to - from);
        let groups: Vec<usize> = (0..plan.groups.len())
            .filter(|group| is_searched(plan, &plan.groups[*group]))
            .collect();
        let price = |group: &usize| {
            let price = plan.groups[*group].cost_per_hour.unwrap_or(1.0);
            (price * PRICE_PARTS).round() as u64
        };
        Self {
            prices: groups.iter().map(price).collect(),
            lengths: lengths.collect(),
            begins: bounds.into_iter().map(Time::from_micros).collect(),
            groups,
        }
    }

    pub(super) fn stretches(&self) -> usize {
        self.begins.len()
    }

    pub(super) fn cells(&self) -> usize {
        self.groups.len() * self.stretches()
    }

    /// Gives the position of a cell's group among those that are searched.
    pub(super) fn group_of(&self, cell: usize) -> usize {
        cell / self.stretches()
    }

    /// Gives the cell's stretch of time.
    pub(super) fn stretch_of(&self, cell: usize) -> usize {
        cell % self.stretches()
    }

    /// Gives what one agent of a cell costs: a whole number, so that equal costs are equal.
    pub(super) fn cost_of(&self, cell: usize) -> u128 {
        let (price, length) = (
            self.prices[self.group_of(cell)],
            self.lengths[self.stretch_of(cell)],
        );
        u128::from(price) * u128::from(length)
    }

    pub(super) fn cost(&self, staffing: &[u32]) -> u128 {
        let cells = staffing.iter().enumerate();
        cells
            .map(|(cell, level)| self.cost_of(cell) * u128::from(*level))
            .sum()
    }

    /// Gives the levels of one group.
    pub(super) fn row<'a>(&self, staffing: &'a [u32], group: usize) -> &'a [u32] {
        &staffing[group * self.stretches()..(group + 1) * self.stretches()]
    }
}

/// Groups that come and go by chance are as they are, and so are single people of the world outside `staff`: these make a
/// group of their own name.
fn is_searched(plan: &Plan, group: &Group) -> bool {
    match &group.duty {
        Duty::ComesAndGoes { .. } => false,
        Duty::Shifts(_) | Duty::Levels(_) => true,
        Duty::Always => {
            let name = |person: &usize| &plan.declaration.teams.people[*person].name;
            !(plan.plain_queues.is_empty()
                && matches!(group.agents.as_slice(), [person] if *name(person) == group.name))
        }
    }
}
