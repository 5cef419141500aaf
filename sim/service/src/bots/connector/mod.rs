//! The connector: what bots call below the `serviceUrl` of an activity.

mod activities;
mod asked;
mod conversations;
mod members;
mod refuse;
mod route;

pub(super) use route::router;
