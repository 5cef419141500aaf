//! From what was measured to figures.

use ringback_format::figures::{
    Definitions, Estimate, Figures, LoadFigures, Measure, Measures, Period, RunKind,
    SimulatorFigures, Subject,
};

use crate::{
    limit::{self, Signs},
    machine::most_memory,
    meter::Meter,
    run::{Bench, Measured},
    thresholds,
};

/// Makes the whole report of one run.
pub(crate) fn figures(bench: &Bench<'_>, measured: &Measured) -> Figures {
    let case = bench.case;
    let measuring = case.measuring();
    let level = &measuring.service_level;
    let lasts_s = measured.pacing.lasts().as_secs_f64();
    Figures {
        run: RunKind::Load,
        scenario: case.id.clone(),
        about: case.about.clone(),
        seed: bench.options.seed,
        replications: 1,
        confidence: measuring.confidence,
        period: Period {
            start: case.start().to_string(),
            lasts_s,
            warm_up_s: 0.0,
            interval_s: lasts_s,
        },
        definitions: Definitions {
            service_level_within_s: level.within.as_secs_f64(),
            service_level_of: level.of,
            short_abandons: level.short_abandons,
            short_below_s: level.short_below.as_secs_f64(),
        },
        queues: measured.meter.center.subjects(level),
        groups: Vec::new(),
        channels: Vec::new(),
        kinds: kinds(&case.group_names(), &measured.meter),
        flows: Vec::new(),
        formulas: Vec::new(),
        checks: Vec::new(),
        targets: Vec::new(),
        staffing: None,
        load: Some(load_figures(bench, measured)),
    }
}

/// Makes the part of one run that tells of the implementation.
pub(crate) fn load_figures(bench: &Bench<'_>, measured: &Measured) -> LoadFigures {
    let meter = &measured.meter;
    let lasts_s = measured.pacing.lasts().as_secs_f64();
    let intended = meter.people.meant().len() as u64;
    let achieved = meter.achieved();
    let thresholds = thresholds::judge(
        &bench.case.pressure().thresholds,
        &meter.steady_latencies(),
        meter.errors(),
        meter.attempts,
    );
    let simulator = SimulatorFigures {
        lag: meter.lag.percentiles(),
        request: meter.request.percentiles(),
        requests: meter.request.count(),
        processors_used: measured.processors.own,
        processor_wait: measured.processors.wait,
        implementation_processors_used: measured.processors.implementation,
        memory_bytes: most_memory(),
    };
    let (limit, because) = limit::limit(&Signs {
        simulator: &simulator,
        processors: std::thread::available_parallelism().map_or(1, usize::from),
        crossed: thresholds.iter().filter(|one| !one.met).count(),
        attempts: meter.attempts,
        errors: meter.errors() - measured.owed,
        owed: measured.owed,
    });
    LoadFigures {
        implementation: bench.implementation.clone(),
        lasted_s: measured.lasted.as_secs_f64(),
        phases: meter.phase_figures(),
        intended,
        achieved,
        intended_per_second: intended as f64 / lasts_s,
        achieved_per_second: achieved as f64 / lasts_s,
        connected_at_most: meter.people.most() as u64,
        latencies: meter.latencies().figures(),
        attempts: meter.attempts,
        errors: meter.error_counts(),
        simulator,
        limit,
        because,
        thresholds,
        search: Vec::new(),
        highest_sustained: None,
    }
}

/// Counts the contacts of each kind or group that set out; those without a name are one.
fn kinds(names: &[String], meter: &Meter) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    for (group, name) in names.iter().enumerate() {
        let count = meter.people.of_group(group) as f64;
        match subjects.iter_mut().find(|subject| subject.name == *name) {
            Some(subject) => {
                if let Some(sum) = subject.whole.get_mut(&Measure::Contacts) {
                    sum.value += count;
                }
            }
            None => subjects.push(Subject {
                name: name.clone(),
                whole: Measures::from_iter([(Measure::Contacts, Estimate::bare(count))]),
                intervals: Vec::new(),
            }),
        }
    }
    subjects
}
