//! The implementation under test: its file, its environment, its process.

mod file;
mod node;
mod output;
mod packages;
mod places;
mod process;
mod processor;
mod processor_time;
mod python;
mod wanted;

pub use file::{LoadedImplementation, load};
pub use node::modules as node_modules;
pub(crate) use process::Running;
pub(crate) use processor::ProcessorUse;
pub use processor_time::{ProcessorTime, Reach};
pub use python::interpreter as python;
pub(crate) use wanted::Wanted;
