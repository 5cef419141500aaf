//! Facts turned into published events.

mod call;
mod callback;
mod callback_event;
mod chat;
mod event_grid;
pub(crate) mod id;
mod publish;
mod said;
pub(crate) mod time;

use axum::Router;

use crate::app::App;

pub(crate) use publish::publish;
pub(crate) use time::with_z as event_time;

/// Routes of this service: none, events only go out.
pub(crate) fn router() -> Router<App> {
    Router::new()
}
