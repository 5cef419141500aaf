//! What `ringback plan` takes.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 all targets met, 2 usage or a bad file, 5 a target missed, a precision not reached or no staffing that meets the targets."
)]
pub(crate) struct Plan {
    /// The scenario with its population; with --merge, the one that the parts name where absent.
    pub(crate) scenario: Option<PathBuf>,
    /// How many replications, instead of what the scenario says.
    #[arg(long, env = "RINGBACK_REPLICATIONS", value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) replications: Option<u64>,
    /// The seed of the run.
    #[arg(long, env = "RINGBACK_SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many threads work; one for each processor where absent. Figures do not depend on it.
    #[arg(long, env = "RINGBACK_THREADS", value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
    /// Run part I of N: its sums go to --report part=FILE.
    #[arg(long, env = "RINGBACK_PARTITION", value_name = "I/N", value_parser = partition)]
    pub(crate) partition: Option<(u64, u64)>,
    /// Put the parts of a run together.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["partition", "replications", "seed"])]
    pub(crate) merge: Vec<PathBuf>,
    /// Estimate a population from the report rows in this folder, as Teams or `ringback test --report teams=DIR` export them,
    /// and print it as a scenario.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["scenario", "partition", "merge", "compare"])]
    pub(crate) fit: Option<PathBuf>,
    /// Find the smallest staffing of the groups of `staff` that meets all targets, by group and interval, instead of running
    /// the shifts of the scenario.
    #[arg(long, conflicts_with_all = ["partition", "merge", "fit"])]
    pub(crate) solve: bool,
    /// With --solve: each group has one number of agents all the time.
    #[arg(long, requires = "solve")]
    pub(crate) flat: bool,
    /// A report: json=FILE, csv=FILE, html=FILE, or part=FILE for the sums that --merge takes.
    #[arg(long, env = "RINGBACK_REPORT", value_name = "KIND=FILE", value_parser = report)]
    pub(crate) report: Vec<(PlanReport, PathBuf)>,
    /// Set the figures beside those of another run, its json report.
    #[arg(long, value_name = "FILE")]
    pub(crate) compare: Option<PathBuf>,
}

/// A report of a capacity run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlanReport {
    /// All figures.
    Json,
    /// A table of figures by interval.
    Csv,
    /// A page with plots.
    Html,
    /// Sums to be merged.
    Part,
}

fn partition(text: &str) -> Result<(u64, u64), String> {
    let parts = text
        .split_once('/')
        .map(|(part, of)| (part.parse(), of.parse()));
    match parts {
        Some((Ok(part), Ok(of))) if (1..=of).contains(&part) => Ok((part, of)),
        _ => Err("expected I/N with I from 1 to N, such as 2/8".to_owned()),
    }
}

fn report(text: &str) -> Result<(PlanReport, PathBuf), String> {
    let kinds = [
        ("json", PlanReport::Json),
        ("csv", PlanReport::Csv),
        ("html", PlanReport::Html),
        ("part", PlanReport::Part),
    ];
    let parts = text.split_once('=').filter(|(_, file)| !file.is_empty());
    let found = parts.and_then(|(name, file)| {
        let kind = kinds.iter().find(|(known, _)| *known == name)?;
        Some((kind.1, PathBuf::from(file)))
    });
    found.ok_or_else(|| "expected json=FILE, csv=FILE, html=FILE or part=FILE".to_owned())
}
