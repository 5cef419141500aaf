//! What can be wrong with a declaration that reads well.

use thiserror::Error;

/// One thing that is wrong, with the place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: {problem}")]
pub struct DeclarationError {
    /// The path of the field, such as `teams.queues.sales.alert-time`.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// A name that nothing has.
    #[error("unknown {what} {name:?}{}; expected one of: {known}", did_you_mean(.nearest.as_deref()))]
    Undefined {
        /// `queue`, `agent` or `group`.
        what: &'static str,
        /// The name.
        name: String,
        /// The nearest name that exists.
        nearest: Option<String>,
        /// The names that exist, joined by commas.
        known: String,
    },
    /// A value beyond its range.
    #[error("{given} is out of range; expected {expected}")]
    OutOfRange {
        /// The value.
        given: String,
        /// What is allowed.
        expected: String,
    },
    /// A value that cannot stand here.
    #[error("{given} cannot stand here; expected {expected}")]
    NotHere {
        /// The value.
        given: String,
        /// What is allowed.
        expected: String,
    },
    /// Something else is needed too.
    #[error("{needs} is missing; {cure}")]
    Missing {
        /// What.
        needs: String,
        /// What to write.
        cure: String,
    },
    /// Named or used twice.
    #[error("{name:?} stands here and in {first}; leave out one")]
    Twice {
        /// What stands twice.
        name: String,
        /// Where it stands first.
        first: String,
    },
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(", did you mean {name:?}?"))
}

impl Problem {
    pub(super) fn undefined<'a>(
        what: &'static str,
        name: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        Self::Undefined {
            what,
            name: name.to_owned(),
            nearest: nearest(name, known.clone()),
            known: list(known),
        }
    }
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        "(none is declared)".to_owned()
    } else {
        names.join(", ")
    }
}

/// Finds the name that a misspelt one most likely stands for.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= 1 + name.chars().count() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

/// The place in the file that is being looked at, and what was found wrong so far.
#[derive(Debug)]
pub(super) struct Findings {
    errors: Vec<DeclarationError>,
}

impl Findings {
    pub(super) fn new() -> Self {
        Self { errors: Vec::new() }
    }

    pub(super) fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.errors.push(DeclarationError {
            field: field.into(),
            problem,
        });
    }

    pub(super) fn into_result<T>(self, value: T) -> Result<T, Vec<DeclarationError>> {
        if self.errors.is_empty() {
            Ok(value)
        } else {
            Err(self.errors)
        }
    }
}
