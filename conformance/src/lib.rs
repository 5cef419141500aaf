//! The harness: starts a contact-center service, lets scripted people use it, and says what it should have done.
//!
//! [`test()`] runs scenarios and gives a [`Summary`]; the reports are functions of that summary and look at nothing else.

mod causes;
mod error;
mod filter;
mod implementation;
mod job;
mod journal;
mod options;
mod probe;
mod replay;
pub mod report;
mod site;
pub mod suite;
mod summary;
mod view;

pub use causes::{FirstCause, Role};
pub use error::HarnessError;
pub use implementation::{
    LoadedImplementation, ProcessorTime, Reach, load as load_implementation, node_modules, python,
};
pub use job::test;
pub use options::TestOptions;
pub use replay::{Comparison, Replayed, replay};
pub use site::{Site, pace};
pub use summary::{CaseResult, Summary};
