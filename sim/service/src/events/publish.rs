//! One fact, and what goes out because of it.

use ringback_world::{Fact, What, World, calls};

use super::{callback, chat, event_grid};
use crate::{
    callbacks::CallbackUris,
    delivery::{Outgoing, Subscriptions},
};

/// Turns one fact into the events that go out because of it. Called for each fact once and in order.
pub(crate) fn publish(
    world: &World,
    fact: &Fact,
    subscriptions: &Subscriptions,
    callbacks: &CallbackUris,
) -> Vec<Outgoing> {
    let nobody_listens = subscriptions.0.is_empty();
    match &fact.what {
        What::Call(calls::Fact::IncomingCall { .. }) | What::Chat(_) if nobody_listens => {
            Vec::new()
        }
        What::Call(what @ calls::Fact::IncomingCall { .. }) => {
            let Some(event) = event_grid::incoming_call(what) else {
                return Vec::new();
            };
            event_grid::publish(world, fact, subscriptions, callbacks, vec![event])
        }
        What::Call(what) => callback::publish(world, fact, what, callbacks)
            .into_iter()
            .collect(),
        What::Chat(what) => {
            let events = chat::events(world, fact, what, callbacks);
            event_grid::publish(world, fact, subscriptions, callbacks, events)
        }
        What::Directory(_) | What::Teams(_) | What::Delivery(_) | What::Visit(_) => Vec::new(),
    }
}
