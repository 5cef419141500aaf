//! Why scenarios could not be loaded.

use ringback_format::yaml::FileError;
use thiserror::Error;

/// Why scenarios could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// A file or folder cannot be read.
    #[error("{path}: {why}")]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        why: std::io::Error,
    },
    /// A folder without scenario files.
    #[error("{path}: no scenario file is in this folder; their names end in .yaml")]
    Nothing {
        /// Which.
        path: String,
    },
    /// Two files name the same scenario.
    #[error("scenario {name:?} stands in {first} and in {second}; give one another name")]
    Twice {
        /// The scenario.
        name: String,
        /// The first file.
        first: String,
        /// The second file.
        second: String,
    },
    /// Something is wrong in a file.
    #[error(transparent)]
    File(#[from] FileError),
}
