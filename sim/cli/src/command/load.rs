//! `ringback load`.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ringback_capacity::report;
use ringback_format::{duration::DurationText, exit_code::ExitCode};
use ringback_load::{Glance, Live, LoadOptions, Mode};

use crate::{
    arguments::{Load, LoadReport},
    talk,
};

pub(crate) async fn run(arguments: Load) -> ExitCode {
    let options = LoadOptions {
        state_dir: arguments.common.state_dir(),
        allow_hosts: arguments.common.allow_hosts,
        scenario: arguments.scenario,
        implementation: arguments.implementation,
        lasts: arguments.lasts.map(DurationText::span),
        rate: arguments.rate,
        mode: match arguments.search {
            true => Mode::Search,
            false => Mode::Once,
        },
        seed: arguments.seed,
    };
    let mut status = Status::new();
    let loaded = ringback_load::load(&options, &mut status).await;
    drop(status);
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(error) => {
            talk::error(&error.to_string());
            return error.exit_code();
        }
    };
    talk::result(&report::terminal(&loaded.figures));
    if let Some(load) = &loaded.figures.load {
        talk::result(&ringback_load::terminal(load));
    }
    for (kind, path) in &arguments.report {
        let text = match kind {
            LoadReport::Json => report::json(&loaded.figures),
            LoadReport::Csv => report::csv(&loaded.figures),
            LoadReport::Html => report::html(&loaded.figures, &[]),
        };
        // A report that cannot be written is told, and never changes a verdict.
        if let Err(why) = std::fs::write(path, text) {
            talk::error(&format!("cannot write {}: {why}", path.display()));
            return loaded.code.max(ExitCode::Environment);
        }
    }
    loaded.code
}

/// One line on standard error that shows how the run stands; nothing where that is no terminal.
struct Status(ProgressBar);

impl Status {
    fn new() -> Self {
        let target = if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{msg}");
        Self(bar.with_style(style.expect("the template is one")))
    }
}

impl Live for Status {
    fn is_watched(&self) -> bool {
        !self.0.is_hidden()
    }

    fn shows(&mut self, glance: &Glance) {
        self.0.set_message(glance.line());
        self.0.tick();
    }
}

impl Drop for Status {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
