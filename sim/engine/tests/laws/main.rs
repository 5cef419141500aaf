//! Laws that hold for every run of the engine, its routing rules case by case, and its agreement
//! with exact queueing results.

mod agenda;
mod desk;
mod exceptions;
mod golden;
mod routing;
