//! What the tests of calls, events and the control API share: a service with the default world, an application that
//! keeps what it receives, and the published schemas.

mod application;
mod bench;
mod schema;

pub(crate) use application::{Application, Received};
pub(crate) use bench::{Answer, Bench, CALLER, MAIN_NUMBER};
pub(crate) use schema::{check_error, document};
