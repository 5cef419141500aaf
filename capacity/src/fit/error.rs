//! Why report rows cannot be fitted to.

use std::{fmt, io, path::PathBuf};

use thiserror::Error;

/// Why a folder of report rows cannot be fitted to.
#[derive(Debug, Error)]
pub enum FitError {
    /// The folder or a file is not there.
    #[error(
        "cannot read {}: {why}; fit to a folder with `{}` and `{}`, exported from the report template or written by \
         `ringback test --report teams=DIR`",
        .path.display(), super::queue_calls::FILE, super::agent_calls::FILE
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: io::Error,
    },
    /// A file holds something else than what is expected.
    #[error("{0}")]
    Wrong(Box<Wrong>),
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
    /// What was expected, and the cure.
    pub expected: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            message,
            expected,
        } = self;
        write!(f, "{file}:{line}: {message}\n  expected {expected}")
    }
}

impl From<Wrong> for FitError {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(Box::new(wrong))
    }
}
