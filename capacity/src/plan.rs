//! A capacity run from its plan to its figures.

use ringback_format::figures::Figures;
use ringback_scenarios::population::{Plan, Precision};
use thiserror::Error;

use crate::{
    figures,
    fold::{Confidence, QUEUE_MEASURES, Sums},
    model::{Model, ModelError},
    part::{self, Part, PartError},
    simulate::Work,
};

/// How a run is made.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The seed.
    pub seed: u64,
    /// How many replications, instead of what the scenario says; with it no precision is waited for.
    pub replications: Option<u64>,
    /// How many threads work.
    pub threads: usize,
    /// Which part of the run: number, from 1, of how many.
    pub partition: Option<(u64, u64)>,
    /// Told how far it is: replications done, and how many there will be as far as is known.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There will be so many replications in all.
    Total(u64),
    /// One more is done.
    Done,
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// All of it, or the part that was asked for.
    pub part: Part,
    /// Its figures; nothing of a part.
    pub figures: Option<Figures>,
    /// The wanted precision that was not reached, in words.
    pub imprecise: Option<String>,
}

/// Why a run is not possible.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// The plan lacks something.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Parts do not make a whole.
    #[error(transparent)]
    Part(#[from] PartError),
    /// A part of a run that nobody knows the length of.
    #[error(
        "a run with a wanted precision has no parts, since nobody knows how long it is; give --replications"
    )]
    PartOfPrecision,
    /// A part that does not exist.
    #[error(
        "there is no part {part} of {of}; parts are numbered from 1, and a run of {replications} replications has as many at most"
    )]
    NoSuchPart {
        /// Its number.
        part: u64,
        /// Of how many.
        of: u64,
        /// How many replications the run has.
        replications: u64,
    },
}

/// The first round of replications of a run that waits for a precision; each further one doubles them.
const ROUND: u64 = 32;

/// Runs a plan.
///
/// # Errors
/// The plan lacks something, or the part that is asked for does not exist.
pub fn run(plan: &Plan, options: &Options<'_>) -> Result<Outcome, PlanError> {
    let model = Model::new(plan)?;
    let precision = plan
        .measuring
        .precision
        .filter(|_| options.replications.is_none());
    let done = || (options.progress)(Progress::Done);
    let work = Work {
        model: &model,
        seed: options.seed,
        threads: options.threads,
        done: &done,
    };
    let (mut part, imprecise) = match (precision, options.partition) {
        (Some(_), Some(_)) => return Err(PlanError::PartOfPrecision),
        (Some(precision), None) => precise(&work, &precision, options),
        (None, _) => (fixed(&work, plan, options)?, None),
    };
    part.scenario.clone_from(&plan.file);
    part.plan = part::digest(plan);
    let figures = options
        .partition
        .is_none()
        .then(|| figures::figures(&model, &part.sums, options.seed));
    Ok(Outcome {
        part,
        figures,
        imprecise,
    })
}

fn fixed(work: &Work<'_>, plan: &Plan, options: &Options<'_>) -> Result<Part, PlanError> {
    let replications = options.replications.unwrap_or(plan.measuring.replications);
    let (number, of) = options.partition.unwrap_or((1, 1));
    if number == 0 || number > of || of > replications {
        return Err(PlanError::NoSuchPart {
            part: number,
            of,
            replications,
        });
    }
    let bound = |part: u64| (u128::from(replications) * u128::from(part) / u128::from(of)) as u64;
    let range = bound(number - 1)..bound(number);
    (options.progress)(Progress::Total(range.end - range.start));
    Ok(part_of(
        work.seed,
        replications,
        range.clone(),
        work.run(range),
    ))
}

fn part_of(seed: u64, replications: u64, range: std::ops::Range<u64>, sums: Sums) -> Part {
    Part {
        scenario: String::new(),
        plan: String::new(),
        seed,
        replications,
        from: range.start,
        to: range.end,
        sums,
    }
}

/// Doubles the replications until the figures are exact enough.
fn precise(
    work: &Work<'_>,
    precision: &Precision,
    options: &Options<'_>,
) -> (Part, Option<String>) {
    let mut upto = ROUND;
    (options.progress)(Progress::Total(upto));
    let mut sums = work.run(0..upto);
    loop {
        let missing = imprecise(work.model, &sums, precision);
        let next = (upto * 2).min(precision.replications_max);
        if missing.is_none() || next <= upto {
            let missing = missing.map(|missing| {
                format!("{missing} after {upto} replications, the most that were allowed")
            });
            return (part_of(work.seed, upto, 0..upto, sums), missing);
        }
        (options.progress)(Progress::Total(next));
        sums.merge(&work.run(upto..next));
        upto = next;
    }
}

/// Names the first figure that is not exact enough.
fn imprecise(model: &Model, sums: &Sums, precision: &Precision) -> Option<String> {
    use ringback_format::figures::Measure;
    let sure = Confidence::new(model.plan.measuring.confidence, sums.replications);
    let wanted = [
        (Measure::ServiceLevel, precision.shares),
        (Measure::Abandonment, precision.shares),
        (Measure::Asa, precision.asa.map(|asa| asa.as_secs_f64())),
    ];
    for (queue, rows) in model.queues.iter().zip(&sums.queues) {
        let row = sure.row(&QUEUE_MEASURES, rows.last().map_or(&[], Vec::as_slice));
        for (measure, wanted) in wanted {
            let half = row
                .get(&measure)
                .map(|estimate| estimate.half_width().unwrap_or(f64::INFINITY));
            if let (Some(half), Some(wanted)) = (half, wanted)
                && half > wanted
            {
                let show = |number: f64| match measure {
                    Measure::Asa => format!("{number:.2} s"),
                    _ => format!("{:.3}%", number * 100.0),
                };
                return Some(format!(
                    "{} of queue {} is known to plus or minus {}, not {},",
                    measure.title(),
                    queue.name,
                    show(half),
                    show(wanted)
                ));
            }
        }
    }
    None
}

/// Puts the parts of a run together and gives its figures.
///
/// # Errors
/// The parts are not those of one run of this plan, or one is missing.
pub fn merge(plan: &Plan, parts: Vec<Part>) -> Result<Outcome, PlanError> {
    let model = Model::new(plan)?;
    let whole = part::merge(parts)?;
    if whole.plan != part::digest(plan) {
        return Err(PartError::Changed {
            scenario: plan.file.clone(),
        }
        .into());
    }
    let figures = figures::figures(&model, &whole.sums, whole.seed);
    Ok(Outcome {
        part: whole,
        figures: Some(figures),
        imprecise: None,
    })
}
