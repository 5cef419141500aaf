//! The whole document.

use ringback_format::figures::{Definitions, Figures, Period, RunKind};
use ringback_scenarios::population::Plan;

use super::{checks::checks, flows::flows, formulas::formulas, subjects, targets::targets};
use crate::{
    fold::{Confidence, Sums},
    model::Model,
};

/// Makes the figures of a run.
pub(crate) fn figures(model: &Model, sums: &Sums, seed: u64) -> Figures {
    let plan = &model.plan;
    let sure = Confidence::new(plan.measuring.confidence, sums.replications);
    let mut figures = Figures {
        run: RunKind::Plan,
        scenario: plan.scenario.clone(),
        about: plan.about.clone(),
        seed,
        replications: sums.replications,
        confidence: plan.measuring.confidence,
        period: period(plan),
        definitions: definitions(plan),
        queues: subjects::queues(model, sums, sure),
        groups: subjects::groups(model, sums, sure),
        channels: subjects::channels(model, sums, sure),
        kinds: subjects::kinds(model, sums, sure),
        flows: flows(model, sums, sure),
        formulas: Vec::new(),
        checks: checks(model, sums),
        targets: targets(model, sums, sure),
        staffing: None,
        load: None,
    };
    figures.formulas = formulas(model, sums, &figures);
    figures
}

fn period(plan: &Plan) -> Period {
    let population = &plan.population;
    Period {
        start: plan.civil(ringback_engine::Time::ZERO).to_string(),
        lasts_s: population.lasts.as_secs_f64(),
        warm_up_s: population.warm_up.as_secs_f64(),
        interval_s: population.interval.as_secs_f64(),
    }
}

fn definitions(plan: &Plan) -> Definitions {
    let level = &plan.measuring.service_level;
    Definitions {
        service_level_within_s: level.within.as_secs_f64(),
        service_level_of: level.of,
        short_abandons: level.short_abandons,
        short_below_s: level.short_below.as_secs_f64(),
    }
}
