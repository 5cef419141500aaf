//! One fact, and what goes out because of it.

use ringback_world::{Fact, What, World};

use super::{call, callback, chat, event_grid};
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
    match &fact.what {
        What::Call(what) => {
            let callback = callback::publish(world, fact, what, callbacks);
            let mut events = call::events(world, fact, what, callbacks);
            events.extend(event_grid::incoming_call(what));
            let mut out: Vec<Outgoing> = callback.into_iter().collect();
            out.extend(event_grid::publish(
                world,
                fact,
                subscriptions,
                callbacks,
                events,
            ));
            out
        }
        What::Chat(_) if subscriptions.0.is_empty() => Vec::new(),
        What::Chat(what) => {
            let events = chat::events(world, fact, what, callbacks);
            event_grid::publish(world, fact, subscriptions, callbacks, events)
        }
        What::Directory(_)
        | What::Teams(_)
        | What::Delivery(_)
        | What::Visit(_)
        | What::Fault(_) => Vec::new(),
    }
}
