//! A subscription as somebody asks for it.

use super::{DeliveryProperty, Filter, RetryPolicy};

/// An Event Grid subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// Its name.
    pub name: String,
    /// The resource whose events it takes; `None` for the first one.
    pub resource: Option<String>,
    /// Which of its events it takes.
    pub filter: Filter,
    /// Where events go.
    pub endpoint: String,
    /// The shape of its events.
    pub schema: Schema,
    /// Headers that go with its events.
    pub properties: Vec<DeliveryProperty>,
    /// How often and how long delivery is tried.
    pub retry: RetryPolicy,
    /// Where events are kept that could not be delivered; nowhere without.
    pub dead_letters: Option<String>,
}

impl Subscription {
    /// Takes every event of the first resource in Event Grid's own shape.
    pub fn new(name: impl Into<String>, endpoint: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            resource: None,
            filter: Filter::default(),
            endpoint: endpoint.into(),
            schema: Schema::EventGrid,
            properties: Vec::new(),
            retry: RetryPolicy::default(),
            dead_letters: None,
        }
    }
}

/// The shape in which a subscription receives its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Event Grid's own, an array of one event.
    EventGrid,
    /// CloudEvents 1.0.
    CloudEvents,
}
