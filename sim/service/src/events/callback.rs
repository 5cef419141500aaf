//! Callback events of Call Automation: CloudEvents, one a request, in an array.
//!
//! Source: recordings of 2025-06-15; the Call Automation documents 2024-04-15 and 2026-03-12.

use reqwest::Url;
use ringback_wire::{call_automation::CallEventData, cloud_event::CloudEvent};
use ringback_world::{
    Fact, World,
    calls::{self, LegView},
    deliveries::Channel,
};
use serde_json::json;

use super::{
    id,
    said::{Said, said},
    time,
};
use crate::{callbacks::CallbackUris, delivery::Outgoing};

/// The first version with further fields and with a result in every event.
const SINCE_RESULTS: &str = "2024-06-15-preview";
/// The first version whose transfers name the transferee.
const SINCE_TRANSFEREE: &str = "2023-10-15";

/// Makes the callback of a fact about a leg, if its version knows such an event.
pub(super) fn publish(
    world: &World,
    fact: &Fact,
    what: &calls::Fact,
    callbacks: &CallbackUris,
) -> Option<Outgoing> {
    let said = said(what)?;
    let leg = world.calls().leg(said.connection)?;
    if leg.version.0.as_str() < said.event.since() {
        return None;
    }
    let target = target(&said, callbacks)?;
    let audience = world.directory().resource_by_name(&leg.resource);
    let connection = said.connection.0.to_string();
    let event = cloud_event(world, fact, said, &leg, callbacks);
    Some(Outgoing {
        channel: Channel::Callback,
        contact: fact.contact,
        event_type: event.event_type.clone(),
        event_id: event.id.clone(),
        target,
        body: json!([event]),
        headers: Vec::new(),
        audience: audience.map(|resource| resource.id.clone()),
        lane: Some(connection),
        subscription: None,
    })
}

fn target(said: &Said<'_>, callbacks: &CallbackUris) -> Option<Url> {
    let own = said.operation;
    let uri = own
        .and_then(|one| callbacks.operation(said.connection, one))
        .or_else(|| callbacks.get(said.connection))?;
    match Url::parse(&uri) {
        Ok(url) => Some(url),
        Err(error) => {
            tracing::warn!(%error, "callback address cannot be used");
            None
        }
    }
}

fn cloud_event(
    world: &World,
    fact: &Fact,
    said: Said<'_>,
    leg: &LegView,
    callbacks: &CallbackUris,
) -> CloudEvent<CallEventData> {
    let connection = said.connection.0.to_string();
    let place = format!("calling/callConnections/{connection}");
    let event_type = format!("Microsoft.Communication.{}", said.event.name());
    let version = leg.version.0.clone();
    let has_result = said.event.always_has_result() || version.as_str() >= SINCE_RESULTS;
    let mut data = said.data;
    trim(&mut data, &version);
    data.operation_context = said.context.cloned();
    data.result_information = has_result.then_some(said.result);
    data.version = version;
    data.call_connection_id = connection.clone();
    data.server_call_id = leg.server_call_id.0.clone();
    data.correlation_id = leg.correlation_id.to_string();
    data.public_event_type = event_type.clone();
    CloudEvent {
        id: id::next(callbacks, &connection),
        source: place.clone(),
        event_type,
        data,
        time: time::with_offset(world.civil(fact.at)),
        specversion: "1.0".to_owned(),
        datacontenttype: Some("application/json".to_owned()),
        subject: place,
    }
}

/// Takes away what a version does not know yet.
fn trim(data: &mut CallEventData, version: &str) {
    if version < SINCE_TRANSFEREE {
        data.transferee = None;
    }
    if version < SINCE_RESULTS {
        data.failed_play_source_index = None;
        for one in data.participants.iter_mut().flatten() {
            one.is_on_hold = None;
        }
        if let Some(choice) = &mut data.choice_result {
            choice.confidence = None;
        }
        if let Some(speech) = &mut data.speech_result {
            speech.confidence = None;
        }
    }
}
