//! One event ready to go out.

use reqwest::Url;
use ringback_world::{Contact, Guid, deliveries::Channel};
use serde_json::Value;

use crate::subscription::{RetryPolicy, Subscription};

/// One event ready to go out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Outgoing {
    /// The channel, which decides retries and time-outs.
    pub(crate) channel: Channel,
    /// Whose contact it belongs to.
    pub(crate) contact: Option<Contact>,
    /// The published event type.
    pub(crate) event_type: String,
    /// The event's id.
    pub(crate) event_id: String,
    /// Where it goes.
    pub(crate) target: Url,
    /// The JSON body.
    pub(crate) body: Value,
    /// Headers beside those that every delivery of its channel has.
    pub(crate) headers: Vec<(String, String)>,
    /// The resource for which a callback's token is made out, or a bot's app id; no token without.
    pub(crate) audience: Option<Guid>,
    /// Events of one lane go out in order, each after the answer to the one before; for callbacks, the connection id; for bots, the thread.
    pub(crate) lane: Option<String>,
    /// The Event Grid subscription that it goes to.
    pub(crate) subscription: Option<Destination>,
}

impl Outgoing {
    /// Names what a lane is for: of a callback its connection id, of a bot's activity its thread.
    pub(crate) fn subject(&self) -> Option<&str> {
        let lane = self.lane.as_deref()?;
        lane.rsplit(' ').next()
    }
}

/// The Event Grid subscription that an event goes to, as it was when the event was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    /// Its name.
    pub(crate) name: String,
    /// How often and how long delivery is tried.
    pub(crate) retry: RetryPolicy,
    /// Where the event is kept when it cannot be delivered; nowhere without.
    pub(crate) dead_letters: Option<String>,
    /// The headers whose values may not be shown.
    pub(crate) secrets: Vec<String>,
}

impl Destination {
    /// Takes what delivery needs to know of a subscription.
    pub(crate) fn of(subscription: &Subscription) -> Self {
        let properties = subscription.properties.iter();
        Self {
            name: subscription.name.clone(),
            retry: subscription.retry,
            dead_letters: subscription.dead_letters.clone(),
            secrets: properties
                .filter(|property| property.is_secret())
                .map(|property| property.name.clone())
                .collect(),
        }
    }
}
