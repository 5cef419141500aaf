//! The staffing as the report holds it.

use ringback_format::figures::{CurvePoint, Staffed, Staffing};
use ringback_scenarios::population::{Duty, Group, Plan};

use super::{Method, grid::Grid};
use crate::figures::paid_hours;

/// A staffing that was found.
pub(super) struct Found<'a> {
    /// With the staffing in it.
    pub(super) plan: &'a Plan,
    pub(super) grid: &'a Grid,
    pub(super) staffing: &'a [u32],
    pub(super) method: Method,
    pub(super) candidates: u64,
}

pub(super) fn staffing_of(found: &Found<'_>, curve: Vec<CurvePoint>) -> Staffing {
    let intervals = crate::tally::intervals(&found.plan.population);
    let groups = found.grid.groups.iter().enumerate();
    let staffed = |(row, group): (usize, &usize)| {
        let levels = found.grid.row(found.staffing, row);
        let agents = match levels {
            [level] => vec![*level; intervals],
            levels => levels.to_vec(),
        };
        Staffed {
            group: found.plan.groups[*group].name.clone(),
            agents,
        }
    };
    Staffing {
        objective: objective(found.method),
        candidates: found.candidates,
        groups: groups.map(staffed).collect(),
        agent_hours: agent_hours(found.plan),
        cost: cost(found.plan),
        curve,
    }
}

fn objective(method: Method) -> String {
    let cost = "agents on duty times the length of their intervals times their `cost-per-hour`, 1 where a group has none";
    match method {
        Method::Exact => format!(
            "the least cost that meets all targets ({cost}), proved by simulating every cheaper staffing; of several, the one \
             whose figures keep the widest margin to their targets (the smallest distance as a share of the bound), then the one \
             with the fewest agents from the first group and interval on"
        ),
        Method::Local => format!(
            "a low cost that meets all targets ({cost}), found by taking agents away and exchanging them until taking any one \
             agent out of any interval misses a target with the same random numbers"
        ),
    }
}

/// Gives the paid time of all groups, in hours.
pub(super) fn agent_hours(plan: &Plan) -> f64 {
    plan.groups
        .iter()
        .map(|group| paid_hours(plan, group))
        .sum()
}

/// Gives the price of it, where any group has one; a group without a price is one an hour, and whoever comes by chance or
/// stands outside `staff` is not paid by this staffing.
fn cost(plan: &Plan) -> Option<f64> {
    let is_paid = |group: &&Group| matches!(group.duty, Duty::Levels(_) | Duty::Shifts(_));
    let has_price = plan
        .groups
        .iter()
        .any(|group| group.cost_per_hour.is_some());
    has_price.then(|| {
        let paid = plan.groups.iter().filter(is_paid);
        paid.map(|group| paid_hours(plan, group) * group.cost_per_hour.unwrap_or(1.0))
            .sum()
    })
}
