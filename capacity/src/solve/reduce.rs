//! Agents taken away as long as all targets are met.

use super::{grid::Staffing, trials::Trials};
use crate::model::ModelError;

/// How often a pass over all cells is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passes {
    /// Once.
    One,
    /// Until no agent can be taken away any more.
    UntilNothing,
}

/// How agents are taken away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reducing {
    pub(super) replications: u64,
    /// How many agents of a cell at a time.
    pub(super) step: u32,
    pub(super) passes: Passes,
}

/// Takes agents away where they are most idle first, never so that a target is missed.
pub(super) fn reduced(
    trials: &mut Trials<'_>,
    staffing: Staffing,
    reducing: Reducing,
) -> Result<Staffing, ModelError> {
    let mut staffing = staffing;
    loop {
        let occupancy = trials.with(&staffing, reducing.replications)?.occupancy;
        let mut cells: Vec<usize> = (0..staffing.len())
            .filter(|cell| staffing[*cell] > 0)
            .collect();
        cells.sort_by(|a, b| occupancy[*a].total_cmp(&occupancy[*b]));
        let mut went = false;
        for cell in cells {
            let mut fewer = staffing.clone();
            fewer[cell] = fewer[cell].saturating_sub(reducing.step);
            if trials.with(&fewer, reducing.replications)?.met {
                staffing = fewer;
                went = true;
            }
        }
        if !went || reducing.passes == Passes::One {
            return Ok(staffing);
        }
    }
}
