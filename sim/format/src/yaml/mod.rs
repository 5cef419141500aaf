//! Reading our YAML files with errors that teach: line, offending text, what was expected, the nearest right word.

mod content;
mod error;
mod located;
mod node;
mod reader;
mod value;

#[cfg(test)]
mod tests;

pub use error::FileError;
pub use located::Located;
pub use node::{Node, Place, Style, Value};
pub use reader::read;
pub use value::{NodeError, from_node, nearest};

use serde::de::DeserializeOwned;

/// Reads one value from the text of a file.
///
/// # Errors
/// The text is no YAML, or does not have the shape of the value; the error names the place.
pub fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, FileError> {
    let node = read(file, text)?;
    from_node(&node).map_err(|error| error.in_file(file, text))
}
