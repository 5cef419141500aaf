//! A run is three files of JSON Lines: inputs, facts and exchanges.
//!
//! Replaying the inputs gives the facts byte for byte; exchanges are for reading and promise nothing. The first line of
//! each file is a [`Header`], which says what the lines are and which version of their shape they have.

use ringback_world::{Fact, Ids, Input, World, declaration::Declaration};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The version of the shape of the lines; it grows with each change that an older reader could misread.
pub const VERSION: u32 = 1;

/// What a file of a run holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Everything that entered the world.
    Inputs,
    /// Everything that happened in it.
    Facts,
    /// Raw HTTP.
    Exchanges,
}

/// The first line of a file of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// What the lines are.
    pub ringback: Kind,
    /// [`VERSION`] of the writer.
    pub version: u32,
    /// The seed of the run.
    pub seed: u64,
    /// The scenario, with its case: public ids derive from it.
    pub scenario: String,
    /// The civil time of the run's first instant, RFC 3339.
    pub start: jiff::Timestamp,
    /// How far the world was advanced at the end, in microseconds; inputs only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_at: Option<ringback_world::Time>,
    /// The world as it was declared; inputs only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub declaration: Option<Declaration>,
}

/// Why a file of a run could not be read.
#[derive(Debug, Error)]
pub enum RunFileError {
    /// A line is not what it should be.
    #[error("line {line}: {why}")]
    Line {
        /// From 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// The file has no header.
    #[error(
        "the file is empty; its first line should be a header such as {{\"ringback\":\"inputs\",…}}"
    )]
    Empty,
    /// It is another file of a run.
    #[error("the file holds {found:?}; replaying needs the inputs file")]
    NotInputs {
        /// What it holds.
        found: Kind,
    },
    /// It was written by a newer version.
    #[error(
        "the file has version {found} and this program reads up to {VERSION}; use a newer ringback"
    )]
    Newer {
        /// The version found.
        found: u32,
    },
}

/// Writes a header and lines as JSON Lines.
pub fn lines<T: Serialize>(header: &Header, items: &[T]) -> String {
    let mut text = line(header);
    for item in items {
        text.push_str(&line(item));
    }
    text
}

fn line<T: Serialize>(item: &T) -> String {
    let mut text =
        serde_json::to_string(item).expect("our own types have text keys and no failing parts");
    text.push('\n');
    text
}

/// Reads an inputs file.
///
/// # Errors
/// The file is empty, of another kind, newer, or a line is broken; the error names the line.
pub fn read_inputs(text: &str) -> Result<(Header, Declaration, Vec<Input>), RunFileError> {
    let mut lines = text.lines().enumerate();
    let (_, first) = lines.next().ok_or(RunFileError::Empty)?;
    let header: Header = parse(1, first)?;
    if header.version > VERSION {
        return Err(RunFileError::Newer {
            found: header.version,
        });
    }
    if header.ringback != Kind::Inputs {
        return Err(RunFileError::NotInputs {
            found: header.ringback,
        });
    }
    let declaration = header
        .declaration
        .clone()
        .ok_or_else(|| RunFileError::Line {
            line: 1,
            why: "the header of an inputs file needs the key declaration".to_owned(),
        })?;
    let inputs = lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| parse(number + 1, line))
        .collect::<Result<Vec<Input>, _>>()?;
    Ok((header, declaration, inputs))
}

fn parse<T: for<'de> Deserialize<'de>>(line: usize, text: &str) -> Result<T, RunFileError> {
    serde_json::from_str(text).map_err(|error| RunFileError::Line {
        line,
        why: error.to_string(),
    })
}

/// Lets the stored inputs happen again in a fresh world and gives the facts.
pub fn replay(header: &Header, declaration: Declaration, inputs: Vec<Input>) -> Vec<Fact> {
    let ids = Ids::new(header.seed, header.scenario.clone());
    let mut world = World::new(ids, header.start, declaration);
    for input in inputs {
        world.replay(input);
    }
    if let Some(end) = header.ended_at {
        world.advance(end);
    }
    world.take_facts()
}

/// Makes the header of a facts file from that of the inputs.
pub fn facts_header(inputs: &Header) -> Header {
    Header {
        ringback: Kind::Facts,
        ended_at: None,
        declaration: None,
        ..inputs.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_is_named() {
        let header = r#"{"ringback":"inputs","version":1,"seed":1,"scenario":"s","start":"2026-03-02T08:00:00Z","declaration":{"resources":[],"teams":{"id":"t","people":[],"queues":[],"attendants":[],"groups":[],"communications_credits":"none"}}}"#;
        let error =
            read_inputs(&format!("{header}\n{{\"at\":1}}\n")).expect_err("the line is broken");
        assert!(
            error.to_string().starts_with("line 2: missing field"),
            "{error}"
        );
        let facts = header.replace("\"inputs\"", "\"facts\"");
        assert!(matches!(
            read_inputs(&facts),
            Err(RunFileError::NotInputs { found: Kind::Facts })
        ));
        let newer = header.replace("\"version\":1", "\"version\":99");
        assert!(matches!(
            read_inputs(&newer),
            Err(RunFileError::Newer { found: 99 })
        ));
        assert!(matches!(read_inputs(""), Err(RunFileError::Empty)));
    }
}
