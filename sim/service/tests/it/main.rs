//! The service from outside: a real server on a free port.

mod core_clock;
mod core_requests;
mod support;
