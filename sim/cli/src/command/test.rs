//! `ringback test`.

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
        let text = match kind {
            ReportKind::Junit => report::junit(&summary),
        };
        // A report that cannot be written is told, and never changes a verdict.
        if let Err(why) = std::fs::write(path, text) {
            talk::error(&format!("cannot write {}: {why}", path.display()));
            return match summary.exit_code() {
                ExitCode::Passed => ExitCode::Environment,
                code => code,
            };
        }
    }
    summary.exit_code()
}
