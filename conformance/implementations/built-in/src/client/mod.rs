//! The REST operations that the service needs, one file for each API.

pub(crate) mod authority;
pub(crate) mod calls;
pub(crate) mod chat;
pub(crate) mod clock;
mod connection;
pub(crate) mod connector;
mod failure;
pub(crate) mod identity;
mod retry;
mod signing;

pub(crate) use connection::{Connection, encoded};
pub(crate) use failure::Failure;
