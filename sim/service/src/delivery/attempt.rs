//! What is kept of an attempt, for `GET /deliveries`.

use ringback_world::{
    Contact, Time,
    deliveries::{Channel, Outcome},
};
use serde_json::Value;

use super::{ErrandId, Outgoing, retry::Following};

/// What is kept of an attempt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attempt {
    /// The delivery, by which it can be sent again.
    pub(crate) id: ErrandId,
    /// The number of the attempt, from 1.
    pub(crate) attempt: u32,
    /// The Event Grid subscription that it went to.
    pub(crate) subscription: Option<String>,
    /// When the event was published.
    pub(crate) published: Time,
    /// When it began.
    pub(crate) started: Time,
    /// When it ended.
    pub(crate) ended: Time,
    /// The channel.
    pub(crate) channel: Channel,
    /// Whose contact.
    pub(crate) contact: Option<Contact>,
    /// The published event type.
    pub(crate) event_type: String,
    /// The event's id.
    pub(crate) event_id: String,
    /// Where it went.
    pub(crate) target: String,
    /// What was sent.
    pub(crate) body: Value,
    /// How it ended.
    pub(crate) outcome: Outcome,
    /// What follows.
    pub(crate) following: Following,
    /// Why it was given up at once.
    pub(crate) because: Option<String>,
}

impl Attempt {
    pub(super) fn new(
        id: ErrandId,
        attempt: u32,
        (published, started, ended): (Time, Time, Time),
        delivery: &Outgoing,
        outcome: &Outcome,
        following: Following,
        because: Option<&str>,
    ) -> Self {
        Self {
            id,
            attempt,
            subscription: delivery.subscription.clone(),
            published,
            started,
            ended,
            channel: delivery.channel,
            contact: delivery.contact,
            event_type: delivery.event_type.clone(),
            event_id: delivery.event_id.clone(),
            target: delivery.target.to_string(),
            body: delivery.body.clone(),
            outcome: outcome.clone(),
            following,
            because: because.map(str::to_owned),
        }
    }
}
