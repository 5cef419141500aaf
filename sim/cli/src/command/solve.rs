//! `ringback plan --solve`.

use ringback_capacity::{Levels, SolveError, SolveOptions};
use ringback_format::exit_code::ExitCode;
use ringback_scenarios::population;

use super::{
    plan::{Failed, show},
    progress::Search,
};
use crate::arguments::{Plan, PlanReport};

/// Finds the smallest staffing and shows its figures.
pub(super) fn solve(
    arguments: &Plan,
    plan: &population::Plan,
    threads: usize,
) -> Result<ExitCode, Failed> {
    let wants_part = |(kind, _): &(PlanReport, _)| *kind == PlanReport::Part;
    if arguments.report.iter().any(wants_part) {
        return Err(Failed::usage(
            &"a search for a staffing has no parts; give --report json=FILE, csv=FILE or html=FILE",
        ));
    }
    let search = Search::new();
    let options = SolveOptions {
        seed: arguments.seed,
        replications: arguments.replications,
        threads,
        levels: if arguments.flat {
            Levels::Flat
        } else {
            Levels::ByInterval
        },
        progress: &|simulated| search.tell(simulated),
    };
    let solved = ringback_capacity::solve(plan, &options);
    drop(search);
    match solved {
        Ok(solved) => show(arguments, &solved.figures),
        Err(why @ SolveError::NoStaffing { .. }) => {
            Err(Failed(why.to_string(), ExitCode::ThresholdCrossed))
        }
        Err(why @ (SolveError::Model(_) | SolveError::NoTargets | SolveError::NoGroups)) => {
            Err(Failed::usage(&why))
        }
    }
}
