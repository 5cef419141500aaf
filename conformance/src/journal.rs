//! Keeping runs: three files for each case.

use std::path::{Path, PathBuf};

use ringback_format::run::{self, Header, Kind};
use ringback_scenarios::Case;
use ringback_service::Record;
use serde::Serialize;

use crate::HarnessError;

/// Writes `inputs`, `facts` and `exchanges` of a run, and what the implementation printed, into a folder of its own
/// below `folder`.
pub(crate) fn keep(
    folder: &Path,
    case: &Case,
    seed: u64,
    record: &Record,
    output: &str,
) -> Result<(), HarnessError> {
    let folder = folder.join(case.id.replace('/', "."));
    std::fs::create_dir_all(&folder).map_err(|why| failed(&folder, why))?;
    let inputs = Header {
        ringback: Kind::Inputs,
        version: run::VERSION,
        seed,
        scenario: case.id.clone(),
        start: case.start(),
        ended_at: Some(record.ended_at),
        declaration: Some(case.declaration()),
    };
    let facts = run::facts_header(&inputs);
    let exchanges = Header {
        ringback: Kind::Exchanges,
        ..facts.clone()
    };
    write(folder.join("inputs.jsonl"), &inputs, &record.inputs)?;
    write(folder.join("facts.jsonl"), &facts, &record.facts)?;
    write(
        folder.join("exchanges.jsonl"),
        &exchanges,
        &record.exchanges,
    )?;
    let path = folder.join("output.txt");
    std::fs::write(&path, output).map_err(|why| failed(&path, why))
}

fn write<T: Serialize>(path: PathBuf, header: &Header, items: &[T]) -> Result<(), HarnessError> {
    std::fs::write(&path, run::lines(header, items)).map_err(|why| failed(&path, why))
}

fn failed(path: &Path, why: std::io::Error) -> HarnessError {
    HarnessError::Io {
        act: "write",
        path: path.to_owned(),
        why,
    }
}
