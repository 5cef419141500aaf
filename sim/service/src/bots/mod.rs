//! Bots behind the chat channel of the Bot Framework: what happens in a thread goes out to them as activities, and what they
//! ask of the connector becomes commands of Chat, with the bot's identity as the actor.

mod activity;
mod address;
mod authority;
mod connector;
mod content;
mod expected;
mod posting;
mod publish;
mod tokens;
mod told;

use axum::Router;

use crate::app::App;

pub use address::BOT_FRAMEWORK;
pub(crate) use address::service_url;
pub(crate) use expected::replies;
pub(crate) use publish::{ChatChannel, publish};
pub(crate) use tokens::BotTokens;

/// Routes of the connector and of the authority.
pub(crate) fn router() -> Router<App> {
    connector::router().merge(authority::router())
}
