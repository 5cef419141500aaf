//! The cheapest of all staffings, where they can all be simulated.

use super::{
    grid::{Grid, Staffing},
    trials::Trials,
};
use crate::model::ModelError;

/// How many staffings are simulated at most to be sure that none is better. Our choice.
pub(super) const EXACT_MAX: usize = 2_000;

/// Lists all staffings of at most a cost with no cell beyond its bound, cheapest first and equal ones in order of their levels;
/// nothing where there are more than can be simulated.
pub(super) fn in_reach(grid: &Grid, bounds: &[u32], cost: Option<u128>) -> Option<Vec<Staffing>> {
    let mut found = Vec::new();
    let mut staffing = vec![0; grid.cells()];
    if !fill(grid, bounds, cost, &mut staffing, 0, &mut found) {
        return None;
    }
    found.sort_by_cached_key(|staffing| grid.cost(staffing));
    Some(found)
}

/// Fills the cells from one on in all ways; says no as soon as there are too many.
fn fill(
    grid: &Grid,
    bounds: &[u32],
    left: Option<u128>,
    staffing: &mut Staffing,
    cell: usize,
    found: &mut Vec<Staffing>,
) -> bool {
    if cell == staffing.len() {
        found.push(staffing.clone());
        return found.len() <= EXACT_MAX;
    }
    for level in 0..=bounds[cell] {
        let cost = grid.cost_of(cell) * u128::from(level);
        if left.is_some_and(|left| cost > left) {
            break;
        }
        staffing[cell] = level;
        let left = left.map(|left| left - cost);
        if !fill(grid, bounds, left, staffing, cell + 1, found) {
            return false;
        }
    }
    staffing[cell] = 0;
    true
}

/// Finds the cheapest that meets all targets; of several, the one with the widest margin, then the one with the lowest levels
/// from the first cell on. The staffings stand in order of cost and level.
pub(super) fn cheapest(
    trials: &mut Trials<'_>,
    staffings: &[Staffing],
) -> Result<Option<Staffing>, ModelError> {
    let mut best: Option<(&Staffing, u128, f64)> = None;
    for staffing in staffings {
        let cost = trials.grid.cost(staffing);
        if best.is_some_and(|(_, best, _)| cost > best) {
            break;
        }
        let trial = trials.of(staffing)?;
        let is_wider = best.is_none_or(|(_, _, margin)| trial.margin() > margin);
        if trial.met && is_wider {
            best = Some((staffing, cost, trial.margin()));
        }
    }
    Ok(best.map(|(staffing, _, _)| staffing.clone()))
}
