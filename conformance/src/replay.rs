//! Running a stored run again.

use std::path::Path;

use ringback_format::run;

use crate::HarnessError;

/// What a replay brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The facts as a file's text.
    pub facts: String,
    /// Where they part from the stored facts beside the inputs; `None` where no facts are stored.
    pub comparison: Option<Comparison>,
}

/// How a replay compares with what was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Byte for byte the same.
    Same,
    /// The first line, from 1, that differs.
    Differs {
        /// The line.
        line: usize,
        /// What was stored.
        stored: String,
        /// What happened now.
        now: String,
    },
}

/// Lets the inputs of a stored run happen again and compares the facts with those stored beside them.
///
/// # Errors
/// The file cannot be read, or is no inputs file of a version that this program knows.
pub fn replay(inputs: &Path) -> Result<Replayed, HarnessError> {
    let inputs = if inputs.is_dir() {
        inputs.join("inputs.jsonl")
    } else {
        inputs.to_owned()
    };
    let text = std::fs::read_to_string(&inputs).map_err(|why| HarnessError::Io {
        act: "read",
        path: inputs.clone(),
        why,
    })?;
    let (header, declaration, commands) = run::read_inputs(&text)
        .map_err(|error| HarnessError::Usage(format!("{}: {error}", inputs.display())))?;
    let facts = run::replay(&header, declaration, commands);
    let facts = run::lines(&run::facts_header(&header), &facts);
    let stored = inputs.with_file_name("facts.jsonl");
    let comparison = match std::fs::read_to_string(&stored) {
        Ok(stored) => Some(compare(&stored, &facts)),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => None,
        Err(why) => {
            return Err(HarnessError::Io {
                act: "read",
                path: stored,
                why,
            });
        }
    };
    Ok(Replayed { facts, comparison })
}

fn compare(stored: &str, now: &str) -> Comparison {
    if stored == now {
        return Comparison::Same;
    }
    let mut old = stored.lines();
    let mut new = now.lines();
    let mut line = 1;
    loop {
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => line += 1,
            (old, new) => {
                let text = |side: Option<&str>| side.unwrap_or("(nothing)").to_owned();
                return Comparison::Differs {
                    line,
                    stored: text(old),
                    now: text(new),
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(compare("a\nb\n", "a\nb\n"), Comparison::Same);
        let differs = |line, stored: &str, now: &str| Comparison::Differs {
            line,
            stored: stored.to_owned(),
            now: now.to_owned(),
        };
        assert_eq!(compare("a\nb\n", "a\nc\n"), differs(2, "b", "c"));
        assert_eq!(compare("a\nb\n", "a\n"), differs(2, "b", "(nothing)"));
    }
}
