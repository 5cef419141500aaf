//! Where a search begins: the load of each queue, and how many agents formulas say it needs.

use ringback_format::figures::Measure;
use ringback_scenarios::population::{Target, TargetOf};

use super::{
    grid::{Grid, Staffing},
    trials::{Trials, occupancy},
};
use crate::{
    figures::means,
    fold::{QUEUE_MEASURES, Sums},
    formulas::{ErlangC, Patience, Traffic, erlang_a, erlang_c},
    model::{Model, ModelError},
};

/// What a first look at the population says.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    /// By cell: more agents than anything should need.
    pub(super) bounds: Staffing,
    /// By cell: about as many as it needs.
    pub(super) about: Staffing,
}

/// Agents are at most so many times the load of the queues of their group, and so many more. Our choice.
const LOADS: f64 = 3.0;
const MORE: f64 = 10.0;
/// Agents of the first look in each group, doubled until nobody is busy half of the time, up to the most. Our choice.
const FIRST: u32 = 16;
const FIRST_MAX: u32 = 8_192;
const IDLE_ENOUGH: f64 = 0.5;
/// The service level of a queue that has no target. Our choice.
const USUAL_LEVEL: f64 = 0.8;
/// Nobody is counted as there for less than this share of the time, so that bounds stay bounds. Our choice.
const THERE_MIN: f64 = 0.05;

/// Looks at the population with agents in plenty.
pub(super) fn guess(trials: &mut Trials<'_>, replications: u64) -> Result<Guess, ModelError> {
    let mut agents = FIRST;
    let (model, sums) = loop {
        let (model, sums) = trials.simulate(&vec![agents; trials.grid.cells()], replications)?;
        let busiest = occupancy(trials.grid, &sums)
            .into_iter()
            .fold(0.0, f64::max);
        if busiest <= IDLE_ENOUGH || agents >= FIRST_MAX {
            break (model, sums);
        }
        agents *= 2;
    };
    let queues: Vec<Vec<Needed>> = (0..model.queues.len())
        .map(|queue| needed(&model, &sums, trials.grid, queue))
        .collect();
    let cells = 0..trials.grid.cells();
    let (bounds, about) = cells
        .map(|cell| of_cell(&model, trials.grid, &queues, cell))
        .unzip();
    Ok(Guess { bounds, about })
}

/// What a queue needs in one stretch of time.
#[derive(Clone, Copy, Debug)]
struct Needed {
    load: f64,
    agents: f64,
}

fn needed(model: &Model, sums: &Sums, grid: &Grid, queue: usize) -> Vec<Needed> {
    let (handling_s, patience_s) = means(model, sums, queue);
    let place = QUEUE_MEASURES
        .iter()
        .position(|measure| *measure == Measure::Offered);
    let population = &model.plan.population;
    let measured = population.lasts.saturating_sub(population.warm_up);
    let rows = &sums.queues[queue];
    let intervals = rows.len() - 1;
    let by_interval = (0..intervals).map(|interval| {
        let begins = population.interval.saturating_mul(interval as u64);
        let length = measured.saturating_sub(begins).min(population.interval);
        let offered = place.and_then(|place| rows[interval][place].value());
        let rate = offered.unwrap_or(0.0) / length.as_secs_f64();
        let Ok(traffic) = Traffic::new(rate, handling_s) else {
            return Needed {
                load: 0.0,
                agents: 0.0,
            };
        };
        Needed {
            load: traffic.load(),
            agents: f64::from(agents(model, queue, traffic, patience_s)),
        }
    });
    let by_interval: Vec<Needed> = by_interval.collect();
    if grid.stretches() == intervals {
        return by_interval;
    }
    let most = |of: fn(&Needed) -> f64| by_interval.iter().map(of).fold(0.0, f64::max);
    let most = Needed {
        load: most(|needed| needed.load),
        agents: most(|needed| needed.agents),
    };
    vec![most; grid.stretches()]
}

/// Gives the fewest agents with which Erlang A, or C where nobody gives up, meets the targets of the queue.
fn agents(model: &Model, queue: usize, traffic: Traffic, patience_s: Option<f64>) -> u32 {
    if traffic.load() <= 0.0 {
        return 0;
    }
    let own = model
        .plan
        .targets
        .iter()
        .filter(|target| target.of == TargetOf::Queue(queue));
    let own: Vec<&Target> = own.collect();
    let least = |measure: Measure| {
        let own = own.iter().find(|target| target.measure == measure);
        own.and_then(|target| target.at_least)
    };
    let most = |measure: Measure| {
        let own = own.iter().find(|target| target.measure == measure);
        own.and_then(|target| target.at_most)
            .unwrap_or(f64::INFINITY)
    };
    let level = least(Measure::ServiceLevel).unwrap_or(USUAL_LEVEL);
    let (asa, abandoned) = (most(Measure::Asa), most(Measure::Abandonment));
    let within = model.plan.measuring.service_level.within.as_secs_f64();
    let patience = patience_s.and_then(|mean| Patience::new(mean).ok());
    let is_enough = |agents: u32| match patience {
        Some(patience) => {
            let says = erlang_a(traffic, patience, agents);
            says.service_level(within) >= level && says.asa_s <= asa && says.abandoned <= abandoned
        }
        None => match erlang_c(traffic, agents) {
            ErlangC::Waits(waits) => waits.service_level(within) >= level && waits.asa_s <= asa,
            ErlangC::Overload => false,
        },
    };
    let top = bound(traffic.load());
    (1..=top).find(|agents| is_enough(*agents)).unwrap_or(top)
}

fn bound(load: f64) -> u32 {
    (LOADS * load + MORE).ceil() as u32
}

/// Gives the part that a group takes of each of so many queues, beside the 1 of a group that serves one only. Our choice: the
/// square makes the airline's day 1% cheaper in the end than equal parts of its agents' time.
fn part(queues: usize) -> f64 {
    let queues = queues.max(1) as f64;
    1.0 / (queues * queues)
}

/// Gives the bound of a cell and about how many agents it needs. A group that serves several queues takes a smaller part of
/// each, since those who serve one only are there for it.
fn of_cell(model: &Model, grid: &Grid, queues: &[Vec<Needed>], cell: usize) -> (u32, u32) {
    let group = &model.plan.groups[grid.groups[grid.group_of(cell)]];
    let stretch = grid.stretch_of(cell);
    let away = group.shrinkage.as_ref().map_or(0.0, |away| away.share);
    let there = ((1.0 - group.absence) * (1.0 - away)).max(THERE_MIN);
    let (mut load, mut agents) = (0.0, 0.0);
    for queue in &group.queues {
        let needed = queues[*queue][stretch];
        load += needed.load;
        let weight = |group: usize| part(model.plan.groups[group].queues.len());
        let serving = grid.groups.iter().copied();
        let all: f64 = serving
            .filter(|group| model.plan.groups[*group].queues.contains(queue))
            .map(weight)
            .sum();
        let own = part(group.queues.len());
        agents += needed.agents * own / all;
    }
    let bound = bound(load / there);
    (bound, ((agents / there).ceil() as u32).min(bound))
}
