//! What every handler can reach, and the router of the whole service.

use axum::{Router, middleware};

use crate::{
    auth::{self, Tokens},
    bots,
    callbacks::CallbackUris,
    calls, chat, control, delivery, events, fallback,
    gate::{self, Gate},
    identity,
    runtime::Handle,
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
    /// Signs and checks the tokens of bots.
    pub(crate) bot_tokens: bots::BotTokens,
    /// Our own address over plain HTTP.
    pub(crate) http: String,
    /// Makes the handshakes of Event Grid subscriptions.
    pub(crate) handshakes: delivery::Handshakes,
    /// Reads sound files of the implementation.
    pub(crate) poster: delivery::Poster,
    /// The world as it was declared over the control API.
    pub(crate) declared: control::Declared,
}

/// Puts the routers of all services together behind the gate.
pub(crate) fn router(app: App, gate: Gate, door: control::Door) -> Router {
    Router::new()
        .merge(auth::router())
        .merge(delivery::router())
        .merge(identity::router())
        .merge(chat::router())
        .merge(bots::router())
        .merge(calls::router())
        .merge(events::router())
        .merge(control::router(door))
        .fallback(fallback::fallback)
        .layer(middleware::from_fn_with_state(gate, gate::pass))
        .with_state(app)
}
