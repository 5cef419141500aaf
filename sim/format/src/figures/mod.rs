//! Figures of a capacity run: what `plan` and `load` find out, as their JSON report holds it.

mod document;
mod estimate;
mod load;
mod measure;
mod staffing;

pub use document::{
    Applies, Check, Comparison, Definitions, Demand, Figures, Flow, Formula, Interval, Of, Period,
    RunKind, ShortAbandons, Subject, TargetResult,
};
pub use estimate::{Estimate, Measures};
pub use load::{
    ErrorCount, Latency, Limit, LoadFigures, Owed, Percentiles, PhaseFigures, SearchStep,
    SimulatorFigures, Sustained, ThresholdResult,
};
pub use measure::{Measure, Unit};
pub use staffing::{CurvePoint, Staffed, Staffing};
