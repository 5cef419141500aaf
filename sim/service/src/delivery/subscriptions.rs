//! The Event Grid subscriptions of a run.

use indexmap::IndexMap;

use crate::subscription::{Seen, Subscription};

/// How far the endpoint's consent has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HandshakeState {
    /// The handshake has not been made yet.
    Pending,
    /// The endpoint has agreed: events go out.
    Succeeded,
    /// The endpoint answered without the code; a GET of the validation address completes it.
    AwaitingManualAction,
    /// The endpoint refused or cannot be reached.
    Failed(String),
}

/// A subscription and how far it has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subscribed {
    /// What was asked for.
    pub(crate) subscription: Subscription,
    /// Whether the endpoint has agreed.
    pub(crate) handshake: HandshakeState,
    /// The secret of the handshake.
    pub(crate) validation_code: String,
}

/// The Event Grid subscriptions of a run, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Subscriptions(pub(crate) IndexMap<String, Subscribed>);

impl Subscriptions {
    /// Takes subscriptions whose handshakes are still to be made.
    pub(crate) fn of(subscriptions: Vec<Subscription>) -> Self {
        let pending = subscriptions.into_iter().map(|subscription| {
            let subscribed = Subscribed {
                subscription,
                handshake: HandshakeState::Pending,
                validation_code: String::new(),
            };
            (subscribed.subscription.name.clone(), subscribed)
        });
        Self(pending.collect())
    }

    /// Lists the subscriptions that take an event of a resource. Nothing goes to an endpoint that has not agreed. `first` is the
    /// name of the first resource, which a subscription without a resource takes.
    pub(crate) fn taking<'a>(
        &'a self,
        event: &'a Seen<'a>,
        resource: &'a str,
        first: &'a str,
    ) -> impl Iterator<Item = &'a Subscription> {
        self.0
            .values()
            .filter(|subscribed| subscribed.handshake == HandshakeState::Succeeded)
            .map(|subscribed| &subscribed.subscription)
            .filter(move |subscription| {
                subscription.resource.as_deref().unwrap_or(first) == resource
                    && subscription.filter.takes(event)
            })
    }
}
