//! The REST operations that the service needs, one file for each API.

pub(crate) mod calls;
pub(crate) mod chat;
mod connection;
pub(crate) mod identity;
mod signing;

pub(crate) use connection::{Connection, Failure, encoded};
