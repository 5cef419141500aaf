//! Laws that hold for every run of the engine, its routing rules case by case, and its agreement
//! with exact queueing results.

mod accuracy;
mod agenda;
mod cases;
mod desk;
mod exceptions;
mod golden;
mod population;
mod routing;
