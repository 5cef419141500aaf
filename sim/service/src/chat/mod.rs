//! Chat: threads, messages and participants.

mod answer;
mod asked;
mod identifier;
mod messages;
mod page;
mod participants;
mod receipts;
mod refuse;
mod route;
mod show;
mod threads;

pub(crate) use answer::json;
pub(crate) use route::router;
