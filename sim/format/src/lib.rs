//! Ringback's own published shapes and files.
pub mod exit_code;

pub mod declaration;
pub mod duration;
