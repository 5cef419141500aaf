//! Calls: the callbacks of Call Automation, and what each leads to.

mod callbacks;
mod menu;
mod steps;

pub(crate) use callbacks::receive;
