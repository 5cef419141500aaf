//! What `ringback load` takes.

use std::path::PathBuf;

use clap::Args;
use ringback_format::duration::DurationText;

use super::Common;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 every threshold met, 2 usage or a bad file, 3 the implementation did not start or died, 4 nobody set out, 5 a threshold was crossed or no rate was sustained."
)]
pub(crate) struct Load {
    /// The scenario with its customers.
    pub(crate) scenario: PathBuf,
    /// The implementation file; the built-in implementation where absent.
    #[arg(long, env = "RINGBACK_IMPLEMENTATION")]
    pub(crate) implementation: Option<PathBuf>,
    /// How long customers set out at a steady rate, instead of the phases of the scenario; with --search, how long each rate is held.
    #[arg(long = "for", env = "RINGBACK_FOR", value_name = "TIME", value_parser = time)]
    pub(crate) lasts: Option<DurationText>,
    /// A factor of every rate: 2 lets customers set out twice as fast.
    #[arg(long, env = "RINGBACK_RATE", value_name = "MULTIPLIER", default_value_t = 1.0, value_parser = rate)]
    pub(crate) rate: f64,
    /// Look for the highest rate that meets the thresholds.
    #[arg(long, env = "RINGBACK_SEARCH")]
    pub(crate) search: bool,
    /// The seed of the run.
    #[arg(long, env = "RINGBACK_SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    /// A report: json=FILE, csv=FILE or html=FILE.
    #[arg(long, env = "RINGBACK_REPORT", value_name = "KIND=FILE", value_parser = report)]
    pub(crate) report: Vec<(LoadReport, PathBuf)>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// A report of a load run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadReport {
    /// All figures.
    Json,
    /// A table of figures.
    Csv,
    /// A page with plots.
    Html,
}

fn time(text: &str) -> Result<DurationText, String> {
    let time: DurationText = text.parse().map_err(|why| format!("{why}"))?;
    match time.span().is_zero() {
        true => Err("expected more than 0s".to_owned()),
        false => Ok(time),
    }
}

fn rate(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(rate) if rate > 0.0 && rate <= 1_000_000.0 => Ok(rate),
        Ok(_) | Err(_) => Err("expected a number above 0 and up to 1000000, such as 2".to_owned()),
    }
}

fn report(text: &str) -> Result<(LoadReport, PathBuf), String> {
    let kinds = [
        ("json", LoadReport::Json),
        ("csv", LoadReport::Csv),
        ("html", LoadReport::Html),
    ];
    let parts = text.split_once('=').filter(|(_, file)| !file.is_empty());
    let found = parts.and_then(|(name, file)| {
        let kind = kinds.iter().find(|(known, _)| *known == name)?;
        Some((kind.1, PathBuf::from(file)))
    });
    found.ok_or_else(|| "expected json=FILE, csv=FILE or html=FILE".to_owned())
}
