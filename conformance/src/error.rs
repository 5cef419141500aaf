//! Why a run could not be carried out, and the exit code that this means.

use std::path::PathBuf;

use ringback_format::{exit_code::ExitCode, yaml::FileError};
use ringback_scenarios::LoadError;
use ringback_service::StartError;
use thiserror::Error;

/// Why the harness could not carry out a run. A check that fails is no error: it is a verdict.
#[derive(Debug, Error)]
pub enum HarnessError {
    /// A scenario file is wrong.
    #[error(transparent)]
    Scenario(#[from] LoadError),
    /// Another file is wrong.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file cannot be read or written.
    #[error("cannot {act} {path}: {why}")]
    Io {
        /// `read` or `write`.
        act: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// Something in a file or on the command line cannot be used.
    #[error("{0}")]
    Usage(String),
    /// Nothing was left to run.
    #[error("{0}")]
    NothingRan(String),
    /// The simulator did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The implementation did not start, died or never became ready.
    #[error("{what}\n{output}")]
    Implementation {
        /// What went wrong, with the cure.
        what: String,
        /// The last lines of its output.
        output: String,
    },
}

impl HarnessError {
    /// Tells the exit code.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Scenario(_) | Self::File(_) | Self::Usage(_) => ExitCode::Usage,
            Self::Io { act: "read", .. } => ExitCode::Usage,
            Self::NothingRan(_) => ExitCode::NothingRan,
            Self::Io { .. } | Self::Start(_) | Self::Implementation { .. } => ExitCode::Environment,
        }
    }
}
