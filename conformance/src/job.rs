//! One job: one listener, one instance of the implementation and one world at a time; its cases run one after another.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use ringback_format::implementation::{
    Acknowledges, ImplementationFile, Parking, ReactsWithin, Restart,
};
use ringback_scenarios::{Case, RunView, Scenario};
use ringback_service::{
    self as service, BeginError, Entry, Keep, Method, Options, Pace, Record, ReplyPaths, RunEnd,
    RunLimit, Service, Stage, Subscription,
};
use ringback_world::{Ids, Span, Time, World};

use crate::{
    CaseResult, HarnessError, Summary, TestOptions, filter,
    implementation::{LoadedImplementation, ProcessorUse, Running, Wanted, load},
    journal, suite, view,
};

/// How long of real time one case may take before it is called stuck.
const CASE_REAL_LIMIT: Duration = Duration::from_secs(60);

/// When a webhook of an implementation that answers after its work is parked: it never waits in its handler for the next
/// event, so only one that hangs gets there, and a busy machine must not make it look like one.
const PARK_AFTER_WORK: Duration = Duration::from_secs(10);

/// How long a process may take to be seen dead after it could not be reached any more.
const DYING: Duration = Duration::from_millis(500);

/// Runs the chosen cases against the implementation.
///
/// # Errors
/// A file is wrong, nothing is left to run, or the surroundings do not play along. A check that fails is no error.
pub async fn test(options: &TestOptions) -> Result<Summary, HarnessError> {
    let began = now();
    let mut implementation = load(options.implementation.as_deref())?;
    if let Some(defect) = &options.defect {
        ask_for(defect, &mut implementation)?;
    }
    let cases = chosen_cases(options)?;
    let jobs = options.jobs.clamp(1, cases.len());
    let mut shares: Vec<Vec<(usize, Case)>> = vec![Vec::new(); jobs];
    for (place, case) in cases.into_iter().enumerate() {
        shares[place % jobs].push((place, case));
    }
    let mut running = tokio::task::JoinSet::new();
    for share in shares {
        let (options, implementation) = (options.clone(), implementation.clone());
        running.spawn(async move { run_share(&options, &implementation, share).await });
    }
    let mut results = BTreeMap::new();
    while let Some(joined) = running.join_next().await {
        let share = joined.map_err(|bug| HarnessError::Implementation {
            what: format!("a job broke off: {bug}; this is an error of ringback, please report it"),
            output: String::new(),
        })?;
        results.extend(share?);
    }
    Ok(Summary {
        implementation: implementation.file.implementation,
        implementation_path: implementation.path,
        defect: options.defect.clone(),
        seed: options.seed,
        results: results.into_values().collect(),
        real: began.elapsed(),
    })
}

/// Asks the built-in implementation for a defect.
fn ask_for(name: &str, implementation: &mut LoadedImplementation) -> Result<(), HarnessError> {
    if let Some(path) = &implementation.path {
        return Err(HarnessError::Usage(format!(
            "{} has no defects by name; leave `implementation` or `defect` out, only the built-in one has them",
            path.display()
        )));
    }
    let defect = suite::defect(name)?;
    let environment = &mut implementation.file.environment;
    environment.insert("MISBEHAVE".to_owned(), defect.name);
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a run's own length is real time, shown and never judged"
)]
fn now() -> Instant {
    Instant::now()
}

fn chosen_cases(options: &TestOptions) -> Result<Vec<Case>, HarnessError> {
    let mut cases = Vec::new();
    for path in &options.paths {
        let scenarios: Vec<Scenario> = ringback_scenarios::load(path)?;
        cases.extend(scenarios.into_iter().flat_map(|scenario| scenario.cases));
    }
    let found = cases.len();
    cases.retain(|case| filter::chosen(&case.id, options.filter.as_deref()));
    if cases.is_empty() {
        let filter = options.filter.as_deref().unwrap_or_default();
        return Err(HarnessError::NothingRan(format!(
            "no case to run: {found} found, none left by the filter {filter:?}"
        )));
    }
    Ok(cases)
}

type Results = Vec<(usize, CaseResult)>;

async fn run_share(
    options: &TestOptions,
    implementation: &LoadedImplementation,
    mut share: Vec<(usize, Case)>,
) -> Result<Results, HarnessError> {
    // Cases that want the same environment follow each other, so that an instance serves them all.
    share.sort_by_key(|(place, case)| (Wanted::of(&implementation.file, case), *place));
    let mut results = Vec::new();
    let mut job: Option<Job> = None;
    for (place, case) in share {
        let per_case = restart(&implementation.file) == Restart::PerCase;
        let fits = job
            .as_ref()
            .is_some_and(|job| job.wanted == Wanted::of(&implementation.file, &case));
        if !fits || per_case {
            if let Some(old) = job.take() {
                old.stop().await;
            }
            job = Some(Job::start(options, implementation, &case).await?);
        }
        let current = job.as_mut().expect("a job was started above");
        results.push((
            place,
            current.run(options, &implementation.file, &case).await?,
        ));
    }
    if let Some(job) = job {
        job.stop().await;
    }
    Ok(results)
}

fn restart(file: &ImplementationFile) -> Restart {
    file.start
        .as_ref()
        .map_or(Restart::PerRun, |start| start.restart)
}

/// A listener and an instance of the implementation.
struct Job {
    service: Service,
    running: Running,
    wanted: Wanted,
}

impl Job {
    async fn start(
        options: &TestOptions,
        implementation: &LoadedImplementation,
        first: &Case,
    ) -> Result<Self, HarnessError> {
        let wanted = Wanted::of(&implementation.file, first);
        let service = Service::start(
            service_options(options, &implementation.file),
            empty_stage(first),
        )
        .await?;
        let running = Running::start(implementation, service.announcement(), &wanted).await?;
        if let Some(process) = running.process_id() {
            service.watch(watch(process)).await;
        }
        Ok(Self {
            service,
            running,
            wanted,
        })
    }

    async fn run(
        &mut self,
        options: &TestOptions,
        file: &ImplementationFile,
        case: &Case,
    ) -> Result<CaseResult, HarnessError> {
        let began = now();
        let stage = stage(file, &self.running.web, case, options.seed);
        if let Err(refused) = self.service.begin(stage).await {
            return Err(self.turned_away(&file.implementation, &refused, case).await);
        }
        let limit = RunLimit {
            real: CASE_REAL_LIMIT,
            simulated: Some(case.limit),
        };
        let end = tokio::select! {
            end = self.service.run_to_end(limit) => end,
            ended = death(&mut self.running) => {
                return Err(self.running.died(&file.implementation, &ended, &case.id));
            }
        };
        let record = self.service.finish().await;
        if let Some(ended) = self.dead(&record).await {
            return Err(self.running.died(&file.implementation, &ended, &case.id));
        }
        if let Some(folder) = &options.journal {
            journal::keep(folder, case, options.seed, &record, &self.running.output())?;
        }
        Ok(result(case, options.seed, &end, record, began.elapsed()))
    }

    /// Makes the error of an implementation whose webhook does not agree to receive events, or whose process ended instead.
    async fn turned_away(&mut self, name: &str, refused: &BeginError, case: &Case) -> HarnessError {
        let ended = tokio::time::timeout(DYING, death(&mut self.running));
        match ended.await {
            Ok(ended) => self.running.died(name, &ended, &case.id),
            Err(_it_lives) => self.running.turned_away(name, refused),
        }
    }

    /// Tells whether the process has ended. One that could not be reached may be about to.
    async fn dead(&mut self, record: &Record) -> Option<String> {
        let unreached = record
            .exchanges
            .iter()
            .any(|exchange| exchange.status.is_none() && exchange.fault.is_none());
        if unreached {
            return tokio::time::timeout(DYING, death(&mut self.running))
                .await
                .ok();
        }
        self.running.ended()
    }

    async fn stop(self) {
        self.running.stop().await;
        self.service.stop().await;
    }
}

fn watch(process: u32) -> service::Watch {
    let mut processor = ProcessorUse::of(process);
    Box::new(move || {
        if processor.now() {
            service::Computing::Yes
        } else {
            service::Computing::No
        }
    })
}

/// Waits until the implementation's process has ended; for ever while it lives.
async fn death(running: &mut Running) -> String {
    loop {
        if let Some(ended) = running.ended() {
            return ended;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn result(case: &Case, seed: u64, end: &RunEnd, record: Record, real: Duration) -> CaseResult {
    let exchanges: Vec<_> = record.exchanges.iter().map(view::exchange).collect();
    let mut verdicts = case.judge(&RunView {
        seed,
        facts: &record.facts,
        exchanges: &exchanges,
        ended_at: record.ended_at,
    });
    verdicts.extend(view::unfinished(case, end, record.ended_at));
    let teams = case.reports(seed, &record.facts);
    CaseResult {
        id: case.id.clone(),
        file: case.file.clone(),
        verdicts,
        simulated: record.ended_at.since(Time::ZERO),
        real,
        strays: record.strays,
        teams,
    }
}

fn service_options(options: &TestOptions, file: &ImplementationFile) -> Options {
    let reacts_within = match file.reacts_within {
        ReactsWithin::Within(limit) => Some(Duration::from_micros(limit.span().as_micros())),
        ReactsWithin::Unlimited => None,
    };
    let defaults = Pace::default();
    let pace = Pace {
        reacts_within,
        park_after: match (file.parking, file.acknowledges) {
            (Parking::On, Acknowledges::AtOnce) => defaults.park_after,
            (Parking::On, Acknowledges::AfterWork) => Some(PARK_AFTER_WORK),
            (Parking::Off, _) => None,
        },
        acknowledges: match file.acknowledges {
            Acknowledges::AtOnce => service::Acknowledges::AtOnce,
            Acknowledges::AfterWork => service::Acknowledges::AfterWork,
        },
        thinks: file.thinks.map_or(Span::ZERO, |duration| duration.span()),
        ..defaults
    };
    Options {
        clock: options.clock,
        pace,
        allow_hosts: options.allow_hosts.clone(),
        keep_facts: Keep::All,
        ..Options::new(&options.state_dir)
    }
}

/// The stage while the implementation starts: the first case's world, and nobody in it.
fn empty_stage(case: &Case) -> Stage {
    let ids = Ids::new(0, "start");
    Stage::idle("start", World::new(ids, case.start(), case.declaration()))
}

fn stage(file: &ImplementationFile, web: &str, case: &Case, seed: u64) -> Stage {
    let entries = file
        .entry
        .iter()
        .map(|(name, point)| {
            let (method, path) = match (&point.post, &point.get) {
                (Some(path), _) => (Method::Post, path.as_str()),
                (None, path) => (Method::Get, path.as_deref().unwrap_or("/")),
            };
            let entry = Entry {
                method,
                url: format!("{web}{path}"),
                body: point.body.clone(),
                reply: ReplyPaths {
                    thread: point.reply.thread.clone(),
                    identity: point.reply.identity.clone(),
                    token: point.reply.token.clone(),
                },
            };
            (name.clone(), entry)
        })
        .collect();
    let subscriptions = file
        .webhooks
        .event_grid
        .iter()
        .map(|path| Subscription::new("implementation", format!("{web}{path}")));
    Stage {
        name: case.id.clone(),
        world: World::new(
            Ids::new(seed, case.id.clone()),
            case.start(),
            case.declaration(),
        ),
        director: case.director(seed),
        entries,
        subscriptions: subscriptions.collect(),
        faults: case.faults(),
        bots: file
            .webhooks
            .bot
            .as_ref()
            .map(|path| format!("{web}{path}")),
    }
}
