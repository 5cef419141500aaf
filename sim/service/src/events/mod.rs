//! Facts turned into published events.

use axum::Router;
use ringback_world::{Fact, World};

use crate::{
    app::App,
    callbacks::CallbackUris,
    delivery::{Outgoing, Subscriptions},
};

/// Routes of this service.
pub(crate) fn router() -> Router<App> {
    Router::new()
}

/// Turns one fact into the events that go out because of it. Called for each fact in order, at the instant of the fact.
pub(crate) fn publish(
    _world: &World,
    _fact: &Fact,
    _subscriptions: &Subscriptions,
    _callbacks: &CallbackUris,
) -> Vec<Outgoing> {
    Vec::new()
}
