//! What every handler can reach, and the router of the whole service.

use axum::Router;

use crate::{
    auth::Tokens, callbacks::CallbackUris, calls, chat, control, events, identity, runtime::Handle,
};

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct App {
    /// The way to the world, the clock, the deliveries and the subscriptions.
    pub(crate) world: Handle,
    /// Where callbacks go.
    pub(crate) callbacks: CallbackUris,
    /// Signs and checks user tokens.
    pub(crate) tokens: Tokens,
}

/// Puts the routers of all services together.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .merge(identity::router())
        .merge(chat::router())
        .merge(calls::router())
        .merge(events::router())
        .merge(control::router())
}
