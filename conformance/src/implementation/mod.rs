//! The implementation under test: its file, its environment, its process.

mod file;
mod output;
mod places;
mod process;
mod python;

pub use file::{LoadedImplementation, load};
pub use process::Running;
pub use python::interpreter as python;
