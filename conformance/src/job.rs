//! One job: one listener, one instance of the implementation and one world at a time; its cases run one after another.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use ringback_format::implementation::{ImplementationFile, Restart};
use ringback_scenarios::{Case, RunView, Scenario};
use ringback_service::{Keep, Options, Record, RunEnd, RunLimit};
use ringback_world::Time;

use crate::{
    CaseResult, HarnessError, Summary, TestOptions, filter,
    implementation::{LoadedImplementation, Wanted, load},
    journal,
    site::{self, Site},
    suite, view,
};

/// How long of real time one case may take before it is called stuck.
const CASE_REAL_LIMIT: Duration = Duration::from_secs(60);

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
        let fits = job.as_ref().is_some_and(|Job(site)| site.suits(&case));
        if !fits || per_case {
            if let Some(Job(old)) = job.take() {
                old.stop().await;
            }
            job = Some(Job::start(options, implementation, &case).await?);
        }
        let current = job.as_mut().expect("a job was started above");
        results.push((place, current.run(options, &case).await?));
    }
    if let Some(Job(site)) = job {
        site.stop().await;
    }
    Ok(results)
}

fn restart(file: &ImplementationFile) -> Restart {
    file.start
        .as_ref()
        .map_or(Restart::PerRun, |start| start.restart)
}

/// A site on which cases are tried.
struct Job(Site);

impl Job {
    async fn start(
        options: &TestOptions,
        implementation: &LoadedImplementation,
        first: &Case,
    ) -> Result<Self, HarnessError> {
        let options = service_options(options, &implementation.file);
        Site::start(options, implementation, first).await.map(Self)
    }

    async fn run(
        &mut self,
        options: &TestOptions,
        case: &Case,
    ) -> Result<CaseResult, HarnessError> {
        let began = now();
        let site = &mut self.0;
        let stage = site.stage(&case.id, case, options.seed, case.director(options.seed));
        site.begin(stage, &case.id).await?;
        let limit = RunLimit {
            real: CASE_REAL_LIMIT,
            simulated: Some(case.limit),
        };
        let end = site.run_to_end(limit, &case.id).await?;
        let record = site.finish(&case.id).await?;
        if let Some(folder) = &options.journal {
            journal::keep(folder, case, options.seed, &record, &site.output())?;
        }
        Ok(result(case, options.seed, &end, record, began.elapsed()))
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
    Options {
        clock: options.clock,
        pace: site::pace(file),
        allow_hosts: options.allow_hosts.clone(),
        keep_facts: Keep::All,
        ..Options::new(&options.state_dir)
    }
}
