//! Faults between the implementation and the service: which of them happens is decided by a pure machine, asked at two places
//! only: when a delivery is about to go out, and when a request has been let in and is about to be handled.

mod refuse;
mod request;
mod switch;
mod verdicts;

pub(crate) use refuse::refuse;
pub(crate) use request::contact_of;
pub(crate) use switch::Switch;
pub(crate) use verdicts::{Ruling, Standing, Verdicts};
