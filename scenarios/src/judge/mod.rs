//! The judge: from the facts and exchanges of a run to verdicts.

mod view;

pub(crate) use view::judge;
pub use view::{Direction, ExchangeView, Outcome, RunView, Verdict};
