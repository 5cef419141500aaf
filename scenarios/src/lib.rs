//! The scenario language: files of people and of what must happen, the director who plays the people, and the judge.
//!
//! A scenario is loaded into cases. Each case has a world, a [`ringback_world::Director`] for a seed, and a judgement of the facts and exchanges
//! of a run. Nothing here starts an implementation or looks at the engine; only [`load`] reads files.

mod arrivals;
mod case;
mod director;
mod judge;
mod language;
mod load;
mod offered;
mod phones;
mod picture;
pub mod population;
mod pressure;
mod progress;
mod subject;

pub use case::{Case, Scenario};
pub use judge::{Direction, ExchangeView, Outcome, RunView, Verdict};
pub use language::schema;
pub use load::{LoadError, RuleIds, load, load_plan, load_text};
pub use offered::Offered;
pub use pressure::{Demand, Pacing, Percentile, Phase, Pressure, Search, SetOut, Threshold};
