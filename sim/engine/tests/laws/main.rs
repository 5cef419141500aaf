//! Laws that hold for every run of the engine, its routing rules case by case, and its agreement
//! with exact queueing results.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accuracy;
mod agenda;
mod callbacks;
mod cases;
mod desk;
mod exceptions;
mod gauge;
mod golden;
mod memory;
mod model;
mod model_agrees;
mod population;
mod routing;
mod runs;
mod witness;
