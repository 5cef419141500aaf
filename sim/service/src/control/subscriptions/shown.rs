//! A subscription as it is shown.

use serde_json::{Value, json};

use super::{condition, property};
use crate::{
    delivery::{HandshakeState, Subscribed},
    subscription::{Arrays, Schema, SubjectCase},
};

/// Shows a subscription and how far its endpoint's consent has come.
pub(super) fn shown(one: &Subscribed) -> Value {
    let (handshake, why) = match &one.handshake {
        HandshakeState::Pending => ("pending", None),
        HandshakeState::Succeeded => ("succeeded", None),
        HandshakeState::AwaitingManualAction => ("awaitingManualAction", None),
        HandshakeState::Failed(why) => ("failed", Some(why)),
    };
    let asked = &one.subscription;
    let (subjects, filter) = (&asked.filter.subjects, &asked.filter);
    let conditions: Vec<Value> = filter.advanced.iter().map(condition::shown).collect();
    let headers: Vec<Value> = asked.properties.iter().map(property::shown).collect();
    let mut shown = json!({
        "name": asked.name,
        "resource": asked.resource,
        "eventTypes": filter.event_types,
        "subjectBeginsWith": subjects.begin_with,
        "subjectEndsWith": subjects.end_with,
        "isSubjectCaseSensitive": subjects.case == SubjectCase::Minded,
        "advancedFilters": conditions,
        "enableAdvancedFilteringOnArrays": filter.arrays == Arrays::Elements,
        "endpoint": asked.endpoint,
        "schema": match asked.schema {
            Schema::EventGrid => "eventGrid",
            Schema::CloudEvents => "cloudEvents",
        },
        "deliveryAttributeMappings": headers,
        "retryPolicy": {
            "maxDeliveryAttempts": asked.retry.max_delivery_attempts,
            "eventTimeToLiveInMinutes": asked.retry.minutes(),
        },
        "deadLetterDestination": asked.dead_letters,
        "handshake": handshake,
    });
    if let Some(why) = why {
        shown["why"] = json!(why);
    }
    shown
}
