//! Exchanges that make a staffing cheaper: agents of one or two cells away, one of another added.
//!
//! Which exchange may succeed is told beforehand by how far each target's figure moved as one agent of a cell was taken away,
//! as if such moves added up; then it is simulated.

use super::{grid::Staffing, trials::Trials};
use crate::model::ModelError;

/// How many exchanges in a row may fail, and how many are simulated at most in one search. Our choice.
const IN_VAIN_MAX: u32 = 24;
pub(super) const EXCHANGES_MAX: u32 = 240;

/// An exchange, and the margin that it may leave.
#[derive(Clone, Copy, Debug)]
struct Exchange {
    away: [Option<usize>; 2],
    added: usize,
    margin: f64,
}

/// Makes exchanges as long as they lower the cost. Of a staffing from which no agent can be taken away; `left` counts down.
pub(super) fn exchanged(
    trials: &mut Trials<'_>,
    staffing: Staffing,
    bounds: &[u32],
    left: &mut u32,
) -> Result<Staffing, ModelError> {
    let moves = moves(trials, &staffing)?;
    let mut staffing = staffing;
    let mut in_vain = 0;
    let mut ranked = ranked(trials, &staffing, bounds, &moves)?.into_iter();
    while let Some(exchange) = ranked.next().filter(|_| in_vain < IN_VAIN_MAX && *left > 0) {
        *left -= 1;
        let mut other = staffing.clone();
        for cell in exchange.away.into_iter().flatten() {
            other[cell] -= 1;
        }
        other[exchange.added] += 1;
        if trials.of(&other)?.met {
            staffing = other;
            in_vain = 0;
            ranked = self::ranked(trials, &staffing, bounds, &moves)?.into_iter();
        } else {
            in_vain += 1;
        }
    }
    Ok(staffing)
}

/// Gives by cell and target how far the figure moves towards its bound, or past it, without one agent; nothing of empty cells.
fn moves(trials: &mut Trials<'_>, staffing: &[u32]) -> Result<Vec<Option<Vec<f64>>>, ModelError> {
    let now = trials.of(staffing)?.slack;
    (0..staffing.len())
        .map(|cell| {
            if staffing[cell] == 0 {
                return Ok(None);
            }
            let mut fewer = staffing.to_vec();
            fewer[cell] -= 1;
            let then = trials.of(&fewer)?.slack;
            let pairs = now.iter().zip(&then);
            Ok(Some(pairs.map(|(now, then)| now - then).collect()))
        })
        .collect()
}

/// Lists the exchanges that lower the cost, those that may leave the widest margin first.
fn ranked(
    trials: &mut Trials<'_>,
    staffing: &[u32],
    bounds: &[u32],
    moves: &[Option<Vec<f64>>],
) -> Result<Vec<Exchange>, ModelError> {
    let now = trials.of(staffing)?.slack;
    let grid = trials.grid;
    let cells = 0..staffing.len();
    let known = |cell: &usize| moves[*cell].is_some();
    let gone: Vec<usize> = cells
        .clone()
        .filter(known)
        .filter(|cell| staffing[*cell] > 0)
        .collect();
    let mut found: Vec<Exchange> = Vec::new();
    for added in cells
        .filter(known)
        .filter(|cell| staffing[*cell] < bounds[*cell])
    {
        let price = grid.cost_of(added);
        for (number, first) in gone.iter().copied().enumerate() {
            let seconds = gone[number..].iter().copied().map(Some);
            for second in [None].into_iter().chain(seconds) {
                let away = [Some(first), second];
                let cells = away.into_iter().flatten();
                let saved: u128 = cells.clone().map(|cell| grid.cost_of(cell)).sum();
                let is_there = second != Some(first) || staffing[first] > 1;
                if saved <= price || !is_there || cells.clone().any(|cell| cell == added) {
                    continue;
                }
                let of = |cell: usize, target: usize| {
                    moves[cell].as_ref().map_or(0.0, |moves| moves[target])
                };
                let margin = now.iter().enumerate().map(|(target, slack)| {
                    let lost: f64 = cells.clone().map(|cell| of(cell, target)).sum();
                    slack - lost + of(added, target)
                });
                found.push(Exchange {
                    away,
                    added,
                    margin: margin.fold(f64::INFINITY, f64::min),
                });
            }
        }
    }
    // Equal ones stay in the order of their cells, so the order is the same on every machine.
    found.sort_by(|a, b| b.margin.total_cmp(&a.margin));
    found.truncate(IN_VAIN_MAX as usize);
    Ok(found)
}
