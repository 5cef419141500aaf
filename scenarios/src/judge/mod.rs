//! The judge: from the facts and exchanges of a run to verdicts.

mod contact;
mod counted;
mod evidence;
mod faulted;
mod measure;
mod observed;
mod reported;
mod verdicts;
mod view;
mod words;

pub(crate) use reported::{columns, tables};
pub(crate) use verdicts::judge;
pub use view::{Direction, ExchangeView, Outcome, RunView, Verdict};
