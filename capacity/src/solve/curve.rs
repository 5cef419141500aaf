//! Service level against agents: the solution with fewer and with more of them.

use ringback_format::figures::{CurvePoint, Estimate, Measure};

use super::{report::agent_hours, staged::staged, trials::Trials};
use crate::{
    fold::{Confidence, GROUP_MEASURES, Pooled, Pooling, QUEUE_MEASURES, Ratio},
    model::{Model, ModelError},
    simulate::{Folding, Work},
};

/// By how much the solution is multiplied, in percent.
const PERCENTS: [u32; 9] = [80, 85, 90, 95, 100, 105, 110, 115, 120];

pub(super) fn curve(
    trials: &mut Trials<'_>,
    staffing: &[u32],
) -> Result<Vec<CurvePoint>, ModelError> {
    PERCENTS
        .into_iter()
        .map(|percent| point(trials, staffing, percent))
        .collect()
}

fn point(
    trials: &mut Trials<'_>,
    staffing: &[u32],
    percent: u32,
) -> Result<CurvePoint, ModelError> {
    // To the nearest whole agent.
    let scaled = |level: &u32| (u64::from(*level) * u64::from(percent) + 50) / 100;
    let levels: Vec<u32> = staffing.iter().map(|level| scaled(level) as u32).collect();
    let plan = staged(trials.plan, trials.grid, &levels);
    let model = Model::new(&plan)?;
    let options = trials.options();
    let work = Work {
        model: &model,
        seed: options.seed,
        threads: options.threads,
        done: &|| (),
    };
    let pooling = Pooling::new(&model);
    let folding = Folding {
        none: &Pooled::default,
        add: &|pooled: &mut Pooled, tally| pooling.add(pooled, tally),
        merge: &|all: &mut Pooled, part| all.merge(part),
    };
    let pooled = work.fold(0..trials.replications, &folding);
    trials.count();
    let sure = Confidence::new(plan.measuring.confidence, trials.replications);
    let estimate = |measures: &[Measure], ratios: &[Ratio], measure: Measure| {
        let place = measures.iter().position(|known| *known == measure);
        let ratio = place.and_then(|place| ratios.get(place));
        // A share of nobody is none.
        ratio
            .and_then(|ratio| sure.estimate(measure, ratio))
            .unwrap_or(Estimate::bare(0.0))
    };
    let queues = |measure| estimate(&QUEUE_MEASURES, &pooled.queues, measure);
    Ok(CurvePoint {
        agent_hours: agent_hours(&plan),
        factor: f64::from(percent) / 100.0,
        service_level: queues(Measure::ServiceLevel),
        abandonment: queues(Measure::Abandonment),
        occupancy: estimate(&GROUP_MEASURES, &pooled.groups, Measure::Occupancy),
    })
}
