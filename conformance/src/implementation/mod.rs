//! The implementation under test: its file, its environment, its process.

mod file;
mod output;
mod places;
mod process;
mod processor;
mod python;

pub(crate) use file::{LoadedImplementation, load};
pub(crate) use process::Running;
pub(crate) use processor::ProcessorUse;
pub use python::interpreter as python;
