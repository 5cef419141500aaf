//! Ringback's own published shapes and files.

pub mod action;
pub mod declaration;
pub mod duration;
pub mod exit_code;
pub mod faults;
pub mod figures;
pub mod implementation;
pub mod report;
pub mod run;
pub mod schema;
mod word;
pub mod yaml;
