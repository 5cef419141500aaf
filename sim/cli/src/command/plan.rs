//! `ringback plan`.

use std::{
    path::{Path, PathBuf},
    thread,
};

use ringback_capacity::{Options, Outcome, Part, PlanError};
use ringback_format::{exit_code::ExitCode, figures::Figures};
use ringback_scenarios::population;

use super::{progress::Progress, solve};
use crate::{
    arguments::{Plan, PlanReport},
    talk,
};

/// Why there are no figures, and the exit code that says so.
pub(super) struct Failed(pub(super) String, pub(super) ExitCode);

impl Failed {
    pub(super) fn usage(why: &impl ToString) -> Self {
        Self(why.to_string(), ExitCode::Usage)
    }
}

pub(crate) fn run(arguments: &Plan) -> ExitCode {
    match carry_out(arguments) {
        Ok(code) => code,
        Err(Failed(why, code)) => {
            talk::error(&why);
            code
        }
    }
}

fn carry_out(arguments: &Plan) -> Result<ExitCode, Failed> {
    if let Some(folder) = &arguments.fit {
        let fitted = ringback_capacity::fit::fit(folder).map_err(|why| Failed::usage(&why))?;
        talk::result(&fitted.scenario("fitted"));
        return Ok(ExitCode::Passed);
    }
    let wants_part = arguments
        .report
        .iter()
        .any(|(kind, _)| *kind == PlanReport::Part);
    if arguments.partition.is_some() && (!wants_part || arguments.report.len() > 1) {
        return Err(Failed::usage(
            &"a part of a run has sums and no figures; give --report part=FILE and no other report",
        ));
    }
    let parts = arguments
        .merge
        .iter()
        .map(|path| part(path))
        .collect::<Result<Vec<Part>, Failed>>()?;
    let plan = load(arguments, &parts)?;
    if arguments.solve {
        return solve::solve(arguments, &plan, threads(arguments));
    }
    let outcome = if parts.is_empty() {
        let progress = Progress::new();
        let tell = |step| progress.tell(step);
        let options = Options {
            seed: arguments.seed,
            replications: arguments.replications,
            threads: threads(arguments),
            partition: arguments.partition,
            progress: &tell,
        };
        ringback_capacity::run(&plan, &options)
    } else {
        ringback_capacity::merge(&plan, parts)
    };
    let outcome = outcome.map_err(|why: PlanError| Failed::usage(&why))?;
    report(arguments, &outcome)
}

fn load(arguments: &Plan, parts: &[Part]) -> Result<population::Plan, Failed> {
    let named = arguments
        .scenario
        .clone()
        .or_else(|| parts.first().map(|part| PathBuf::from(&part.scenario)));
    let path = named.ok_or_else(|| {
        Failed::usage(&"which scenario? name its file, such as scenarios/plan/airline-day.yaml")
    })?;
    ringback_scenarios::load_plan(&path).map_err(|why| Failed::usage(&why))
}

fn threads(arguments: &Plan) -> usize {
    let available = || thread::available_parallelism().map_or(1, std::num::NonZero::get);
    arguments.threads.map_or_else(available, usize::from)
}

fn read(path: &Path) -> Result<String, Failed> {
    std::fs::read_to_string(path)
        .map_err(|why| Failed::usage(&format!("cannot read {}: {why}", path.display())))
}

fn part(path: &Path) -> Result<Part, Failed> {
    serde_json::from_str(&read(path)?).map_err(|why| {
        Failed::usage(&format!(
            "{} is no part of a run: {why}; `--partition I/N --report part=FILE` writes one",
            path.display()
        ))
    })
}

fn report(arguments: &Plan, outcome: &Outcome) -> Result<ExitCode, Failed> {
    let mut code = ExitCode::Passed;
    match &outcome.figures {
        None => talk::remark(&format!(
            "replications {} to {} of {} done",
            outcome.part.from + 1,
            outcome.part.to,
            outcome.part.replications
        )),
        Some(figures) => code = show(arguments, figures)?,
    }
    if let Some(why) = &outcome.imprecise {
        talk::error(&format!(
            "the wanted precision was not reached: {why}; allow more with `replications-max`, or want less"
        ));
        code = ExitCode::ThresholdCrossed;
    }
    let parts = arguments
        .report
        .iter()
        .filter(|(kind, _)| *kind == PlanReport::Part);
    for (_, path) in parts {
        let text = serde_json::to_string(&outcome.part).map_err(|why| Failed::usage(&why))?;
        write(path, &(text + "\n"))?;
    }
    Ok(code)
}

/// Prints figures, compares them and writes their reports; gives the exit code.
pub(super) fn show(arguments: &Plan, figures: &Figures) -> Result<ExitCode, Failed> {
    let mut code = ExitCode::Passed;
    talk::result(&ringback_capacity::report::terminal(figures));
    if figures.targets.iter().any(|target| !target.met) {
        code = ExitCode::ThresholdCrossed;
    }
    if figures.checks.iter().any(|check| !check.holds) {
        code = code.max(ExitCode::ChecksFailed);
    }
    let mut comparison = Vec::new();
    if let Some(path) = &arguments.compare {
        let before: Figures = serde_json::from_str(&read(path)?).map_err(|why| {
            Failed::usage(&format!(
                "{} is no report of figures: {why}",
                path.display()
            ))
        })?;
        comparison = ringback_capacity::compare::compare(&before, figures)
            .map_err(|why| Failed::usage(&why))?;
        for remark in ringback_capacity::compare::remarks(&before, figures) {
            talk::remark(&remark);
        }
        talk::result(&ringback_capacity::report::comparison(&comparison));
    }
    for (kind, path) in &arguments.report {
        let text = match kind {
            PlanReport::Part => continue,
            PlanReport::Json => ringback_capacity::report::json(figures),
            PlanReport::Csv => ringback_capacity::report::csv(figures),
            PlanReport::Html => ringback_capacity::report::html(figures, &comparison),
        };
        write(path, &text)?;
    }
    Ok(code)
}

fn write(path: &Path, text: &str) -> Result<(), Failed> {
    std::fs::write(path, text).map_err(|why| {
        Failed(
            format!("cannot write {}: {why}", path.display()),
            ExitCode::Environment,
        )
    })
}
