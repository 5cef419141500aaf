//! The service from outside: a real server on a free port.

mod automation;
mod calls;
mod calls_errors;
mod calls_scenarios;
mod core_clock;
mod core_requests;
mod support;
