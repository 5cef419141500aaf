//! From sums to the document that reports are made of.

mod checks;
mod document;
mod flows;
mod formulas;
mod subjects;
mod targets;

pub(crate) use document::figures;
pub(crate) use formulas::means;
pub(crate) use subjects::paid_hours;
pub(crate) use targets::{Judged, judged};
