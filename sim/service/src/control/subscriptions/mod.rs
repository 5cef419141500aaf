//! `/event-subscriptions`: who receives which events of Event Grid.

mod condition;
mod given;
mod handlers;
mod property;
mod schema;
mod shown;

pub(super) use handlers::{dead_letters, delete, get, list, put};
pub(super) use schema::schema;
