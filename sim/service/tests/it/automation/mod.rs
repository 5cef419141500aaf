//! What the tests of calls, events and the control API share: a service with the default world, and an application that
//! keeps what it receives.

mod application;
mod bench;

pub(crate) use application::{Application, Received};
pub(crate) use bench::{Bench, CALLER, MAIN_NUMBER};
