//! `ringback replay`.

use ringback_conformance::{Comparison, replay};
use ringback_format::exit_code::ExitCode;

use crate::{arguments::Replay, talk};

pub(crate) fn run(arguments: &Replay) -> ExitCode {
    let replayed = match replay(&arguments.file) {
        Ok(replayed) => replayed,
        Err(error) => {
            talk::error(&error.to_string());
            return error.exit_code();
        }
    };
    if let Some(path) = &arguments.facts
        && let Err(why) = std::fs::write(path, &replayed.facts)
    {
        talk::error(&format!("cannot write {}: {why}", path.display()));
        return ExitCode::Environment;
    }
    let facts = replayed.facts.lines().count().saturating_sub(1);
    match replayed.comparison {
        Some(Comparison::Same) => {
            talk::result(&format!("{facts} facts, byte for byte as stored\n"));
            ExitCode::Passed
        }
        Some(Comparison::Differs { line, stored, now }) => {
            talk::result(&format!(
                "facts differ at line {line}\nstored: {stored}\nnow:    {now}\n"
            ));
            ExitCode::NotReproducible
        }
        None => {
            talk::result(&format!(
                "{facts} facts; no facts.jsonl beside the inputs to compare with\n"
            ));
            ExitCode::Passed
        }
    }
}
