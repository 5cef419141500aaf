//! The command line: part of the public contract. Every flag is also a `RINGBACK_…` variable.

mod plan;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use plan::{Plan, PlanReport};

/// A local stand-in for Azure Communication Services and Teams Phone, and the harness that tests contact centers against it.
#[derive(Debug, Parser)]
#[command(name = "ringback", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 passed, 1 checks failed, 2 usage or a bad file, 3 environment, 4 nothing ran, \
5 a threshold was crossed, 6 not reproducible.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Be ACS for your app.
    Serve(Serve),
    /// Serve on a free port, run a command with the environment set, and exit with its code.
    Exec(Exec),
    /// Run scenarios and check them.
    Test(Test),
    /// Find out in virtual time what a population needs: waits, service levels, staffing.
    Plan(Plan),
    /// List or explain the rules of the suite, list the defects that it catches.
    Conformance {
        #[command(subcommand)]
        command: Conformance,
    },
    /// Run a stored run again and compare its facts.
    Replay(Replay),
    /// Show or export the local authority.
    Cert(Cert),
    /// Print a JSON Schema of one of our files.
    Schema {
        /// Which file.
        #[arg(value_enum, default_value_t = SchemaOf::Scenario)]
        file: SchemaOf,
    },
    /// Print completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Run an implementation that is built in, as a process of its own.
    Implementation {
        /// Which one.
        #[arg(value_enum)]
        name: BuiltIn,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// The world to serve; the default world where absent.
    #[arg(long, env = "RINGBACK_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Where to listen; port 0 picks a free one.
    #[arg(long, env = "RINGBACK_LISTEN", default_value = "127.0.0.1:8700")]
    pub(crate) listen: SocketAddr,
    /// The key that the control API demands; made where absent and others than this machine can reach it.
    #[arg(long, env = "RINGBACK_CONTROL_KEY", value_name = "KEY", hide_env_values = true, value_parser = key)]
    pub(crate) control_key: Option<String>,
    /// How simulated time goes by.
    #[arg(long, env = "RINGBACK_CLOCK", default_value = "real", value_parser = clock)]
    pub(crate) clock: ringback_service::ClockKind,
    /// The seed of the run.
    #[arg(long, env = "RINGBACK_SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    /// What to print once it listens.
    #[arg(long, env = "RINGBACK_FORMAT", value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Exec {
    /// The world to serve; the default world where absent.
    #[arg(long, env = "RINGBACK_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// How simulated time goes by.
    #[arg(long, env = "RINGBACK_CLOCK", default_value = "real", value_parser = clock)]
    pub(crate) clock: ringback_service::ClockKind,
    /// The seed of the run.
    #[arg(long, env = "RINGBACK_SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) common: Common,
    /// The command to run and its arguments.
    #[arg(last = true, required = true)]
    pub(crate) command: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Scenario files and folders.
    #[arg(default_value = "scenarios/library")]
    pub(crate) paths: Vec<PathBuf>,
    /// The implementation file; the built-in implementation where absent.
    #[arg(long, env = "RINGBACK_IMPLEMENTATION")]
    pub(crate) implementation: Option<PathBuf>,
    /// A named defect of the built-in implementation; `ringback conformance defects` lists them.
    #[arg(long, env = "RINGBACK_DEFECT", value_name = "NAME")]
    pub(crate) defect: Option<String>,
    /// Another report: `junit=FILE`, or `teams=DIR` for the historical reports of Teams voice apps, a file for each table.
    #[arg(long, env = "RINGBACK_REPORT", value_name = "KIND=PATH", value_parser = report)]
    pub(crate) report: Vec<(ReportKind, PathBuf)>,
    /// A folder for inputs, facts and exchanges of every case.
    #[arg(long, env = "RINGBACK_JOURNAL")]
    pub(crate) journal: Option<PathBuf>,
    /// The seed of the run.
    #[arg(long, env = "RINGBACK_SEED", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Which cases: every word must stand in the case's id, a word after `!` must not.
    #[arg(long, env = "RINGBACK_FILTER")]
    pub(crate) filter: Option<String>,
    /// How many jobs run side by side.
    #[arg(long, env = "RINGBACK_JOBS", default_value_t = 1)]
    pub(crate) jobs: usize,
    /// How simulated time goes by.
    #[arg(long, env = "RINGBACK_CLOCK", default_value = "auto", value_parser = clock)]
    pub(crate) clock: ringback_service::ClockKind,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Conformance {
    /// List the rules.
    List,
    /// List the capabilities of Teams voice apps and the rules that hold each.
    Capabilities,
    /// List the named defects of the built-in implementation and the rules that each breaks.
    Defects,
    /// Explain one rule.
    Explain {
        /// Its id, such as `CQ-OVERFLOW-1`.
        rule: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// An inputs file, or the folder of a run.
    pub(crate) file: PathBuf,
    /// Where the facts go; they are only compared where absent.
    #[arg(long)]
    pub(crate) facts: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Cert {
    /// What to do with it.
    #[arg(value_enum, default_value_t = CertDo::Show)]
    pub(crate) what: CertDo,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What every command that starts the simulator takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Where the local authority is kept.
    #[arg(long, env = "RINGBACK_STATE", value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,
    /// One more name for the certificate.
    #[arg(long = "host", env = "RINGBACK_HOST", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,
    /// A host outside this machine that may be reached.
    #[arg(long = "allow-host", env = "RINGBACK_ALLOW_HOST", value_name = "NAME")]
    pub(crate) allow_hosts: Vec<String>,
}

impl Common {
    /// Tells where the local authority is kept.
    pub(crate) fn state_dir(&self) -> PathBuf {
        if let Some(state) = &self.state {
            return state.clone();
        }
        let home = |name: &str| std::env::var_os(name).map(PathBuf::from);
        home("XDG_STATE_HOME")
            .or_else(|| home("HOME").map(|home| home.join(".local/state")))
            .or_else(|| home("LOCALAPPDATA"))
            .unwrap_or_else(std::env::temp_dir)
            .join("ringback")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// One line of JSON on standard output.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CertDo {
    /// Say where it is.
    Show,
    /// Print its certificate.
    Export,
    /// Say how to trust it.
    Trust,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// A scenario file.
    Scenario,
    /// A world declaration.
    World,
    /// An implementation file.
    Implementation,
    /// A report of figures, as `plan` writes it.
    Figures,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BuiltIn {
    /// The default one.
    BuiltIn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportKind {
    /// JUnit XML.
    Junit,
    /// The historical reports of Teams voice apps.
    Teams,
}

fn clock(text: &str) -> Result<ringback_service::ClockKind, String> {
    use ringback_service::ClockKind;
    match text {
        "real" => Ok(ClockKind::Real),
        "auto" => Ok(ClockKind::Auto),
        "manual" => Ok(ClockKind::Manual),
        _ => match text.strip_prefix("scaled=").map(str::parse::<f64>) {
            Some(Ok(speed)) if speed.is_finite() && speed > 0.0 => Ok(ClockKind::Scaled(speed)),
            _ => Err("expected real, scaled=N (N seconds a second), auto or manual".to_owned()),
        },
    }
}

fn key(text: &str) -> Result<String, String> {
    if !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\'')
    {
        return Ok(text.to_owned());
    }
    Err("expected one or more visible ASCII characters without spaces and quotes".to_owned())
}

fn report(text: &str) -> Result<(ReportKind, PathBuf), String> {
    match text.split_once('=') {
        Some(("junit", file)) if !file.is_empty() => Ok((ReportKind::Junit, PathBuf::from(file))),
        Some(("teams", folder)) if !folder.is_empty() => {
            Ok((ReportKind::Teams, PathBuf::from(folder)))
        }
        _ => Err("expected junit=FILE or teams=DIR".to_owned()),
    }
}
