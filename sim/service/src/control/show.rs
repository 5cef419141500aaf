//! How the control API shows the world.

use ringback_format::duration::DurationText;
use ringback_world::{
    Span, Time, World,
    calls::{CallState, CallView, PartyState},
};
use serde_json::{Value, json};

/// Shows a list.
pub(super) fn list(values: impl IntoIterator<Item = Value>) -> Value {
    json!({"value": values.into_iter().collect::<Vec<_>>()})
}

/// Shows an instant as civil time.
pub(super) fn instant(world: &World, at: Time) -> Value {
    json!(world.civil(at).to_string())
}

/// Shows a span with units.
pub(super) fn span(span: Span) -> Value {
    json!(DurationText::new(span).to_string())
}

/// Shows a call.
pub(super) fn call(view: &CallView) -> Value {
    let state = match view.state {
        CallState::Ringing => "ringing",
        CallState::Connected => "connected",
        CallState::Ended => "ended",
    };
    let parties: Vec<Value> = view
        .parties
        .iter()
        .map(|party| {
            json!({
                "rawId": party.id,
                "state": party_state(party.state),
                "muted": party.muted,
                "onHold": party.on_hold,
                "media": party.media,
            })
        })
        .collect();
    let connections: Vec<&str> = view.connections.iter().map(|id| id.0.as_str()).collect();
    let mut shown = json!({
        "id": view.id.to_string(),
        "state": state,
        "from": view.from,
        "to": view.to,
        "parties": parties,
        "callConnectionIds": connections,
        "serverCallId": view.server_call_id,
        "correlationId": view.correlation_id,
        "recordedBy": view.recorded_by,
    });
    if let Some(context) = &view.custom_context {
        shown["customContext"] = json!({"sipHeaders": context.sip, "voipHeaders": context.voip});
    }
    if let Some(ended) = &view.ended {
        shown["ended"] = json!({"by": ended.by, "code": ended.code, "subCode": ended.sub_code});
    }
    shown
}

fn party_state(state: PartyState) -> &'static str {
    match state {
        PartyState::Calling => "calling",
        PartyState::Ringing => "ringing",
        PartyState::Connected => "connected",
        PartyState::Left => "left",
    }
}
