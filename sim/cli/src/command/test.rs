//! `ringback test`.

use std::path::Path;

use ringback_conformance::{TestOptions, report};
use ringback_format::exit_code::ExitCode;

use crate::{
    arguments::{ReportKind, Test},
    talk,
};

pub(crate) async fn run(arguments: Test) -> ExitCode {
    let options = TestOptions {
        state_dir: arguments.common.state_dir(),
        allow_hosts: arguments.common.allow_hosts,
        paths: arguments.paths,
        implementation: arguments.implementation,
        defect: arguments.defect,
        seed: arguments.seed,
        filter: arguments.filter,
        jobs: arguments.jobs,
        clock: arguments.clock,
        journal: arguments.journal,
    };
    let summary = match ringback_conformance::test(&options).await {
        Ok(summary) => summary,
        Err(error) => {
            talk::error(&error.to_string());
            return error.exit_code();
        }
    };
    talk::result(&report::terminal(&summary));
    for (kind, path) in &arguments.report {
        let written = match kind {
            ReportKind::Junit => write(path, &report::junit(&summary)),
            ReportKind::Teams => write_all(path, &report::teams(&summary)),
        };
        // A report that cannot be written is told, and never changes a verdict.
        if let Err(why) = written {
            talk::error(&why);
            return match summary.exit_code() {
                ExitCode::Passed => ExitCode::Environment,
                code => code,
            };
        }
    }
    summary.exit_code()
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|why| failed(path, &why))
}

/// Writes files into a folder, which is made where it is not there.
fn write_all(folder: &Path, files: &[(String, String)]) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|why| failed(folder, &why))?;
    files
        .iter()
        .try_for_each(|(name, text)| write(&folder.join(name), text))
}

fn failed(path: &Path, why: &std::io::Error) -> String {
    format!("cannot write {}: {why}", path.display())
}
