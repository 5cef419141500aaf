//! One load run, from the files to the figures.

use std::{collections::BTreeSet, time::Duration};

use ringback_conformance::{HarnessError, LoadedImplementation, Site, load_implementation, pace};
use ringback_format::{exit_code::ExitCode, figures::Figures};
use ringback_scenarios::{Case, Pacing, Phase};
use ringback_service::{ClockKind, Keep, Options, RunLimit};
use ringback_world::Span;
use tokio::time::Instant;

use crate::{
    LoadOptions, Mode,
    center::Center,
    figures,
    live::{Glance, Live},
    machine::{Processors, Use},
    meter::{Meter, Watcher},
    search,
};

/// How long the implementation is given after the last phase for what it owes. Our choice.
const GRACE: Duration = Duration::from_secs(10);
/// How often the run is looked at.
const LOOKS: Duration = Duration::from_millis(200);
/// How many facts are kept for readers of the control API: the figures need none.
const FACTS_KEPT: usize = 10_000;

/// What a load run found.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The figures.
    pub figures: Figures,
    /// How the command ends.
    pub code: ExitCode,
}

/// What one run was measured to be.
pub(crate) struct Measured {
    pub(crate) meter: Meter,
    pub(crate) pacing: Pacing,
    pub(crate) lasted: Duration,
    pub(crate) processors: Use,
    /// In how many calls and chats the implementation owed something at the end.
    pub(crate) owed: u64,
}

/// What all runs on one site share.
pub(crate) struct Bench<'a> {
    pub(crate) site: Site,
    pub(crate) case: &'a Case,
    pub(crate) options: &'a LoadOptions,
    pub(crate) implementation: String,
    /// How many runs were begun.
    pub(crate) runs: u32,
}

/// Lets the people of a scenario meet an implementation in real time.
///
/// # Errors
/// A file is wrong, nobody sets out, or the implementation does not start or dies.
pub async fn load(options: &LoadOptions, live: &mut dyn Live) -> Result<Loaded, HarnessError> {
    let implementation = load_implementation(options.implementation.as_deref())?;
    let case = the_case(options)?;
    let site = Site::start(
        service_options(options, &implementation),
        &implementation,
        &case,
    )
    .await?;
    let mut bench = Bench {
        site,
        case: &case,
        options,
        implementation: implementation.file.implementation.clone(),
        runs: 0,
    };
    let found = match options.mode {
        Mode::Once => once(&mut bench, live).await,
        Mode::Search => search::search(&mut bench, live).await,
    };
    bench.site.stop().await;
    found
}

async fn once(bench: &mut Bench<'_>, live: &mut dyn Live) -> Result<Loaded, HarnessError> {
    let pacing = pacing(bench.case, bench.options);
    let measured = bench.run(pacing, None, live).await?;
    let figures = figures::figures(bench, &measured);
    let met = figures
        .load
        .iter()
        .all(|load| load.thresholds.iter().all(|one| one.met));
    let code = match met {
        true => ExitCode::Passed,
        false => ExitCode::ThresholdCrossed,
    };
    Ok(Loaded { figures, code })
}

impl Bench<'_> {
    /// Runs the case once; `rate` names a step of a search.
    pub(crate) async fn run(
        &mut self,
        pacing: Pacing,
        rate: Option<f64>,
        live: &mut dyn Live,
    ) -> Result<Measured, HarnessError> {
        let (case, seed) = (self.case, self.options.seed);
        let meant = case.setting_out(seed, &pacing);
        if meant.is_empty() {
            return Err(HarnessError::NothingRan(format!(
                "nobody sets out in {} of {}; let it run for longer with --for, or faster with --rate",
                pacing.lasts(),
                case.id
            )));
        }
        let declaration = case.declaration();
        let queues = declaration.teams.queues.iter();
        let center = Center::new(queues.map(|queue| queue.name.as_str()));
        let watcher = Watcher::new(Meter::new(pacing.clone(), meant, center));
        self.runs += 1;
        let name = match self.runs {
            1 => case.id.clone(),
            number => format!("{}#{number}", case.id),
        };
        let stage = self
            .site
            .stage(&name, case, seed, case.director_paced(seed, &pacing));
        self.site.begin(stage, &case.id).await?;
        self.site.service().observe(Box::new(watcher.clone())).await;
        let process = self.site.process_id();
        let before = Processors::now(process);
        let began = Instant::now();
        self.go(&watcher, &pacing, rate, live).await?;
        let lasted = began.elapsed();
        let processors = Processors::now(process).since(before, lasted);
        let world = self.site.service().handle();
        let owed = world
            .read(ringback_world::World::owed_by_implementation)
            .await;
        self.site.finish(&case.id).await?;
        let mut meter = watcher.take();
        for _ in 0..owed {
            meter.failed(
                "still owed at the end",
                ringback_world::Time::ZERO.saturating_add(pacing.lasts()),
            );
        }
        meter.attempts += owed as u64;
        Ok(Measured {
            meter,
            pacing,
            lasted,
            processors,
            owed: owed as u64,
        })
    }

    /// Lets the customers set out, and the implementation do what it then owes.
    async fn go(
        &mut self,
        watcher: &Watcher,
        pacing: &Pacing,
        rate: Option<f64>,
        live: &mut dyn Live,
    ) -> Result<(), HarnessError> {
        let lasts = real(pacing.lasts());
        let world = self.site.service().handle();
        let limit = RunLimit {
            real: lasts + GRACE,
            simulated: None,
        };
        let mut end = std::pin::pin!(self.site.run_to_end(limit, &self.case.id));
        let began = Instant::now();
        let mut looks = tokio::time::interval(LOOKS);
        loop {
            tokio::select! {
                ended = &mut end => return ended.map(|_| ()),
                _ = looks.tick() => {
                    let elapsed = began.elapsed();
                    let over = elapsed >= lasts;
                    if live.is_watched() {
                        let doing = doing(pacing, elapsed, rate);
                        let glance = Glance::of(&watcher.meter(), elapsed, lasts, doing);
                        live.shows(&glance);
                    }
                    if over && !watcher.meter().has_flights() {
                        let owed = world.read(ringback_world::World::owed_by_implementation).await;
                        if owed == 0 {
                            return Ok(());
                        }
                    }
                }
            }
        }
    }
}

fn doing(pacing: &Pacing, elapsed: Duration, rate: Option<f64>) -> String {
    let at = ringback_world::Time::ZERO.saturating_add(Span::from_secs_f64(elapsed.as_secs_f64()));
    if elapsed >= real(pacing.lasts()) {
        return "waiting for what is owed".to_owned();
    }
    match rate {
        Some(rate) => format!("rate {:.0}%", rate * 100.0),
        None => format!(
            "phase {} of {}",
            pacing.phase_at(at) + 1,
            pacing.phases().len()
        ),
    }
}

fn the_case(options: &LoadOptions) -> Result<Case, HarnessError> {
    let scenarios = ringback_scenarios::load(&options.scenario)?;
    let mut cases: Vec<Case> = scenarios
        .into_iter()
        .flat_map(|scenario| scenario.cases)
        .collect();
    match cases.len() {
        1 => Ok(cases.swap_remove(0)),
        _ => {
            let names: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
            let names: Vec<&str> = names.into_iter().take(5).collect();
            Err(HarnessError::Usage(format!(
                "{} holds {} cases ({}, …); a load run takes a file with one case",
                options.scenario.display(),
                cases.len(),
                names.join(", ")
            )))
        }
    }
}

/// Says how fast customers set out: by the command line, by the file, or as they would by themselves.
fn pacing(case: &Case, options: &LoadOptions) -> Pacing {
    let given = &case.pressure().phases;
    let phases = match options.lasts {
        Some(lasts) => vec![Phase::hold(1.0, lasts)],
        None if given.is_empty() => {
            let own = case.sets_out_for(options.seed).as_secs_f64();
            vec![Phase::hold(1.0, Span::from_secs_f64(own / options.rate))]
        }
        None => given.clone(),
    };
    Pacing::new(phases).times(options.rate)
}

fn service_options(options: &LoadOptions, implementation: &LoadedImplementation) -> Options {
    Options {
        clock: ClockKind::Real,
        pace: pace(&implementation.file),
        allow_hosts: options.allow_hosts.clone(),
        keep_facts: Keep::Last(FACTS_KEPT),
        ..Options::new(&options.state_dir)
    }
}

fn real(span: Span) -> Duration {
    Duration::from_micros(span.as_micros())
}
