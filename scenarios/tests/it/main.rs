//! The language as its users meet it: files in, cases or errors out.

mod directing;
mod errors;
mod faults;
mod handoff;
mod judging;
mod library;
mod loading;
mod menu;
mod play;
mod schema;
mod website;
