//! Figures of a capacity run: what `plan` and `load` find out, as their JSON report holds it.

mod document;
mod estimate;
mod measure;
mod staffing;

pub use document::{
    Applies, Check, Comparison, Definitions, Demand, Figures, Flow, Formula, Interval, Of, Period,
    RunKind, ShortAbandons, Subject, TargetResult,
};
pub use estimate::{Estimate, Measures};
pub use measure::{Measure, Unit};
pub use staffing::{CurvePoint, Staffed, Staffing};
