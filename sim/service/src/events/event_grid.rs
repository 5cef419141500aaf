//! Events of Event Grid, in both of its schemas.
//!
//! Source: "Azure Communication Services - Voice and video calling events" and "Webhook event delivery", 2025.

use reqwest::Url;
use ringback_wire::{
    cloud_event::CloudEvent,
    event_grid::{EventGridEvent, IncomingCall, IncomingCallCustomContext},
};
use ringback_world::{
    Fact, World,
    calls::{self, CustomContext},
    deliveries::Channel,
};
use serde_json::{Value, json};

use super::{id, time};
use crate::{
    callbacks::CallbackUris,
    delivery::{Destination, Outgoing, Subscriptions},
    identifier::published,
    subscription::{Schema, Seen, Subscription},
};

/// Stands for the subscription of Azure that the resource would be billed to.
const AZURE_SUBSCRIPTION: &str = "00000000-0000-0000-0000-000000000000";
/// The spelling under which applications look the header up.
const USER_TO_USER: &str = "user-To-User";

/// An event before it has an envelope.
pub(super) struct Event {
    /// Its name, after `Microsoft.Communication.`.
    pub(super) name: &'static str,
    /// The resource whose subscriptions get it.
    pub(super) resource: String,
    /// What it belongs to: its id is derived from that.
    pub(super) parent: String,
    /// What it is about.
    pub(super) subject: String,
    /// What it says.
    pub(super) data: Value,
}

/// Makes the event of a call that rings at the implementation.
pub(super) fn incoming_call(what: &calls::Fact) -> Option<Event> {
    let calls::Fact::IncomingCall {
        to,
        from,
        caller_display_name,
        server_call_id,
        incoming_call_context,
        correlation_id,
        resource,
        custom_context,
        ..
    } = what
    else {
        return None;
    };
    let data = IncomingCall {
        to: published(to),
        from: published(from),
        server_call_id: server_call_id.0.clone(),
        caller_display_name: caller_display_name.clone(),
        custom_context: custom_context.as_ref().map(headers),
        incoming_call_context: incoming_call_context.0.clone(),
        correlation_id: correlation_id.to_string(),
    };
    Some(Event {
        name: "IncomingCall",
        resource: resource.clone(),
        parent: incoming_call_context.0.clone(),
        subject: format!("/caller/{from}/recipient/{to}"),
        data: json!(data),
    })
}

fn headers(context: &CustomContext) -> IncomingCallCustomContext {
    let spelled = |key: &String| {
        if key.eq_ignore_ascii_case(USER_TO_USER) {
            USER_TO_USER.to_owned()
        } else {
            key.clone()
        }
    };
    IncomingCallCustomContext {
        sip_headers: context
            .sip
            .iter()
            .map(|(key, value)| (spelled(key), value.clone()))
            .collect(),
        voip_headers: context.voip.clone(),
    }
}

/// Puts events into envelopes for every subscription that takes them.
pub(super) fn publish(
    world: &World,
    fact: &Fact,
    subscriptions: &Subscriptions,
    callbacks: &CallbackUris,
    events: Vec<Event>,
) -> Vec<Outgoing> {
    let first = world.declaration().resources.first();
    let first = first.map_or("", |resource| resource.name.as_str());
    let at = time::with_z(world.civil(fact.at));
    let mut outgoing = Vec::new();
    for event in events {
        // Counted whether anybody takes it or not: names depend on no subscription.
        let id = id::next(callbacks, &event.parent);
        let event_type = format!("Microsoft.Communication.{}", event.name);
        let topic = topic(&event.resource);
        let seen = Seen {
            id: &id,
            topic: &topic,
            subject: &event.subject,
            event_type: &event_type,
            data: &event.data,
        };
        let envelope = Envelope { seen, at: &at };
        for subscription in subscriptions.taking(&seen, &event.resource, first) {
            outgoing.extend(envelope.outgoing(fact, subscription));
        }
    }
    outgoing
}

struct Envelope<'a> {
    seen: Seen<'a>,
    at: &'a str,
}

impl Envelope<'_> {
    fn outgoing(&self, fact: &Fact, subscription: &Subscription) -> Option<Outgoing> {
        let target = Url::parse(&subscription.endpoint).ok()?;
        let (body, metadata_version, content_type) = match subscription.schema {
            Schema::EventGrid => (self.event_grid(), "1", "application/json; charset=utf-8"),
            Schema::CloudEvents => (
                self.cloud_event(),
                "1.0",
                "application/cloudevents+json; charset=utf-8",
            ),
        };
        let output_id = id::guid(&format!("{} to {}", self.seen.id, subscription.name));
        let headers = [
            ("aeg-event-type", "Notification".to_owned()),
            ("aeg-subscription-name", subscription.name.to_uppercase()),
            ("aeg-data-version", "1.0".to_owned()),
            ("aeg-metadata-version", metadata_version.to_owned()),
            ("aeg-output-event-id", output_id),
            ("content-type", content_type.to_owned()),
        ];
        let own = headers.map(|(name, value)| (name.to_owned(), value));
        let added = subscription.properties.iter().filter_map(|property| {
            let value = property.value_for(&self.seen)?;
            Some((property.name.clone(), value))
        });
        Some(Outgoing {
            channel: Channel::EventGrid,
            contact: fact.contact,
            event_type: self.seen.event_type.to_owned(),
            event_id: self.seen.id.to_owned(),
            target,
            body,
            headers: own.into_iter().chain(added).collect(),
            audience: None,
            lane: None,
            subscription: Some(Destination::of(subscription)),
        })
    }

    fn event_grid(&self) -> Value {
        json!([EventGridEvent {
            id: self.seen.id.to_owned(),
            topic: self.seen.topic.to_owned(),
            subject: self.seen.subject.to_owned(),
            data: self.seen.data,
            event_type: self.seen.event_type.to_owned(),
            data_version: "1.0".to_owned(),
            metadata_version: "1".to_owned(),
            event_time: self.at.to_owned(),
        }])
    }

    fn cloud_event(&self) -> Value {
        json!(CloudEvent {
            id: self.seen.id.to_owned(),
            source: self.seen.topic.to_owned(),
            event_type: self.seen.event_type.to_owned(),
            data: self.seen.data,
            time: self.at.to_owned(),
            specversion: "1.0".to_owned(),
            datacontenttype: None,
            subject: self.seen.subject.to_owned(),
        })
    }
}

/// Names a resource as Azure does.
pub(crate) fn topic(resource: &str) -> String {
    format!(
        "/subscriptions/{AZURE_SUBSCRIPTION}/resourceGroups/ringback/providers/Microsoft.Communication/communicationServices/{resource}"
    )
}
