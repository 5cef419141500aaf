//! The conformance cases of Teams voice apps, as data: every case of `cases/*.yaml` runs in simulated time on the world itself.
//!
//! Each case says what is declared, who calls and who does what, and what must come of it. A switch of `teams.switches` that
//! changes a case is listed in that case with what comes of it then; every other value of every switch is tried on every case,
//! and a change that no case lists is a failure.

mod case;
mod compare;
mod expect;
mod given;
mod judge;
mod names;
mod offers;
mod read;
mod record;
mod reported;
mod run;
mod summary;
mod switches;
mod told;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use judge::Outcome;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let files = match read::files() {
        Ok(files) => files,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let judged = judge::all(&files);
    let mut trials: Vec<Trial> = judged
        .iter()
        .map(|case| {
            let name = match &case.outcome {
                Outcome::Pass | Outcome::Fail(_) => case.name.clone(),
                Outcome::NotYet(missing) => format!("{} (not yet: {missing})", case.name),
            };
            let failure = match &case.outcome {
                Outcome::Pass | Outcome::NotYet(_) => None,
                Outcome::Fail(why) => Some(why.clone()),
            };
            Trial::test(name, move || failure.map_or(Ok(()), |why| Err(why.into())))
                .with_kind(case.status.word())
        })
        .collect();
    let numbers = read::numbers(&files);
    trials.push(Trial::test("every_number_is_there_once", move || {
        numbers.map_err(Into::into)
    }));
    let spoiled = judge::spoiled(&files);
    trials.push(Trial::test(
        "an_expectation_that_is_spoiled_does_not_hold",
        move || spoiled.map_err(Into::into),
    ));
    let scanned = switches::scan(&files, &judged);
    let unlisted = scanned.unlisted();
    trials.push(Trial::test(
        "what_a_switch_changes_is_listed_in_its_case",
        move || unlisted.map_err(Into::into),
    ));
    let whole = arguments.filter.is_none() && !arguments.list;
    let conclusion = libtest_mimic::run(&arguments, trials);
    if whole {
        summary::print(&judged, &scanned);
    }
    conclusion.exit_code()
}
