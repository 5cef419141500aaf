//! The whole search.

use ringback_scenarios::population::Plan;

use super::{
    Method, SolveError, SolveOptions, Solved, curve, exact,
    exchange::{EXCHANGES_MAX, exchanged},
    grid::{Grid, Staffing},
    guess::{Guess, guess},
    impossible,
    reduce::{Passes, Reducing, reduced},
    report::{Found, staffing_of},
    staged::staged,
    start,
    trials::Trials,
};
use crate::{
    figures,
    model::{Model, ModelError},
};

/// How many agents of a cell are taken away at a time, one after another.
const STEPS: [u32; 4] = [8, 4, 2, 1];

/// Finds the smallest staffing that meets all targets of a plan. Behaviour, absence and shrinkage stay; shifts and levels give
/// way to levels.
///
/// # Errors
/// The plan lacks something or demands nothing, nobody can be staffed, or no staffing that was tried meets the targets.
pub fn solve(plan: &Plan, options: &SolveOptions<'_>) -> Result<Solved, SolveError> {
    Model::new(plan)?;
    if plan.targets.is_empty() {
        return Err(SolveError::NoTargets);
    }
    let grid = Grid::new(plan, options.levels);
    if grid.groups.is_empty() {
        return Err(SolveError::NoGroups);
    }
    let mut trials = Trials::new(plan, &grid, options);
    let few = few(trials.replications);
    let guess = guess(&mut trials, few)?;
    let top = start::top(&trials, &guess);
    let found = if trials.of(&top)?.met {
        let first = start::below_top(&mut trials, &guess, &top, few)?;
        Some(descend(&mut trials, &guess, &top, first)?)
    } else {
        start::anywhere(&mut trials, &guess)?
            .map(|first| descend(&mut trials, &guess, &first.clone(), first))
            .transpose()?
    };
    let most = found.as_ref().map(|found| grid.cost(found));
    let (staffing, method) = match exact::in_reach(&grid, &guess.bounds, most) {
        Some(all) => (exact::cheapest(&mut trials, &all)?, Method::Exact),
        None => (found, Method::Local),
    };
    let Some(staffing) = staffing else {
        let missed = impossible::missed(&mut trials, &guess.bounds, &top)?;
        return Err(SolveError::NoStaffing { missed });
    };
    Ok(finished(&mut trials, &staffing, method)?)
}

/// How many replications the first steps make do with.
fn few(replications: u64) -> u64 {
    replications.div_ceil(4).max(4).min(replications)
}

/// Goes down from a first staffing until no agent can be taken away. `top` meets all targets.
fn descend(
    trials: &mut Trials<'_>,
    guess: &Guess,
    top: &[u32],
    first: Staffing,
) -> Result<Staffing, ModelError> {
    let few = few(trials.replications);
    let mut staffing = first;
    for step in STEPS {
        let reducing = Reducing {
            replications: few,
            step,
            passes: Passes::One,
        };
        staffing = reduced(trials, staffing, reducing)?;
    }
    staffing = start::grown(trials, guess, top, staffing)?;
    let last = Reducing {
        replications: trials.replications,
        step: 1,
        passes: Passes::UntilNothing,
    };
    staffing = reduced(trials, staffing, last)?;
    let mut left = EXCHANGES_MAX;
    loop {
        let cheaper = exchanged(trials, staffing.clone(), &guess.bounds, &mut left)?;
        if cheaper == staffing {
            return Ok(staffing);
        }
        staffing = reduced(trials, cheaper, last)?;
    }
}

fn finished(
    trials: &mut Trials<'_>,
    staffing: &[u32],
    method: Method,
) -> Result<Solved, ModelError> {
    let (model, sums) = trials.simulate(staffing, trials.replications)?;
    let curve = curve::curve(trials, staffing)?;
    let mut figures = figures::figures(&model, &sums, trials.options().seed);
    let plan = staged(trials.plan, trials.grid, staffing);
    let found = Found {
        plan: &plan,
        grid: trials.grid,
        staffing,
        method,
        candidates: trials.simulated,
    };
    figures.staffing = Some(staffing_of(&found, curve));
    Ok(Solved {
        figures,
        plan,
        method,
    })
}
