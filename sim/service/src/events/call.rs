//! Events of Event Grid about calls: started, ended, and who came and went.
//!
//! They tell of users of the resource's own identities alone, who call over the internet: not of phones, bots and Teams users. The
//! implementation's own legs are no such users.
//!
//! Source: "Azure Communication Services - Voice and video calling events", limitations, 2024.

use std::collections::BTreeSet;

use ringback_wire::event_grid::{
    Call, CallEndReason, CallEnded, CallEndedBy, CallEndedByKind, CallGroup, CallParticipant,
    CallParticipantChanged, CallParticipantRole,
};
use ringback_world::{
    Fact, IdentifierKind, RawId, World,
    calls::{self, CallId, CallView, Ended},
};
use serde_json::{Value, json};

use super::{event_grid::Event, id};
use crate::{callbacks::CallbackUris, identifier::published};

/// Stands for the group of a call that belongs to none.
const NO_GROUP: &str = "00000000-0000-0000-0000-000000000000";
/// What a simulated person calls with.
const USER_AGENT: &str = "Ringback";

/// Makes the events of a fact about a call.
pub(super) fn events(
    world: &World,
    fact: &Fact,
    what: &calls::Fact,
    callbacks: &CallbackUris,
) -> Vec<Event> {
    match what {
        calls::Fact::Placed { call, from, .. } => started(world, *call, from).into_iter().collect(),
        calls::Fact::PartyConnected { call, party } => {
            added(world, *call, party, callbacks).into_iter().collect()
        }
        calls::Fact::PartyLeft { call, party, .. } => removed(world, *call, party, callbacks)
            .into_iter()
            .collect(),
        calls::Fact::CallEnded { call, ended } => over(world, fact, *call, ended),
        calls::Fact::IncomingCall { .. }
        | calls::Fact::Ringing { .. }
        | calls::Fact::AnsweredByImplementation { .. }
        | calls::Fact::RejectedByImplementation { .. }
        | calls::Fact::RedirectedByImplementation { .. }
        | calls::Fact::Pressed { .. }
        | calls::Fact::Said { .. }
        | calls::Fact::CallConnected(_)
        | calls::Fact::AnswerFailed(_)
        | calls::Fact::CallDisconnected(_)
        | calls::Fact::ParticipantsUpdated(_)
        | calls::Fact::PlayStarted(_)
        | calls::Fact::PlayCompleted(_)
        | calls::Fact::PlayFailed(_)
        | calls::Fact::PlayCanceled(_)
        | calls::Fact::Listening { .. }
        | calls::Fact::RecognizeCompleted(_)
        | calls::Fact::RecognizeFailed(_)
        | calls::Fact::RecognizeCanceled(_)
        | calls::Fact::TransferRequested { .. }
        | calls::Fact::CallTransferAccepted(_)
        | calls::Fact::CallTransferFailed(_)
        | calls::Fact::CreatedByImplementation { .. }
        | calls::Fact::CreateCallFailed(_)
        | calls::Fact::ConnectedByImplementation { .. }
        | calls::Fact::ConnectFailed(_)
        | calls::Fact::ParticipantInvited { .. }
        | calls::Fact::AddParticipantSucceeded(_)
        | calls::Fact::AddParticipantFailed(_)
        | calls::Fact::CancelAddParticipantSucceeded(_)
        | calls::Fact::CancelAddParticipantFailed(_)
        | calls::Fact::RemoveParticipantSucceeded(_)
        | calls::Fact::RemoveParticipantFailed(_)
        | calls::Fact::TonesHeard { .. }
        | calls::Fact::Muted { .. }
        | calls::Fact::Unmuted { .. }
        | calls::Fact::Held { .. }
        | calls::Fact::Resumed { .. }
        | calls::Fact::MediaStarted { .. }
        | calls::Fact::MediaStopped { .. }
        | calls::Fact::RecordingStarted { .. }
        | calls::Fact::RecordingStopped { .. }
        | calls::Fact::RecordingStateTold { .. }
        | calls::Fact::HoldFailed(_)
        | calls::Fact::SendDtmfTonesCompleted(_)
        | calls::Fact::SendDtmfTonesFailed(_)
        | calls::Fact::ContinuousDtmfRecognitionToneReceived(_)
        | calls::Fact::ContinuousDtmfRecognitionToneFailed(_)
        | calls::Fact::ContinuousDtmfRecognitionStopped(_) => Vec::new(),
    }
}

fn started(world: &World, call: CallId, from: &RawId) -> Option<Event> {
    let resource = resource_of(world, from)?;
    let view = world.calls().show(call)?;
    // A call that the implementation places has its own identity as caller, which is in nobody's hands.
    let by_a_user = view.people.contains(from);
    by_a_user.then(|| Event {
        name: "CallStarted",
        resource,
        parent: view.server_call_id.0.clone(),
        subject: format!("call/{}/startedBy/{from}", view.server_call_id.0),
        data: json!(about(&view)),
    })
}

fn added(world: &World, call: CallId, party: &RawId, callbacks: &CallbackUris) -> Option<Event> {
    let resource = resource_of(world, party)?;
    let view = world.calls().show(call)?;
    let participant = id::next(callbacks, &format!("participants {}", view.correlation_id));
    callbacks.joined(call, party.clone(), participant.clone());
    Some(changed(
        "CallParticipantAdded",
        resource,
        &view,
        party,
        participant,
    ))
}

fn removed(world: &World, call: CallId, party: &RawId, callbacks: &CallbackUris) -> Option<Event> {
    let resource = resource_of(world, party)?;
    let participant = callbacks.left(call, party.clone())?;
    let view = world.calls().show(call)?;
    Some(changed(
        "CallParticipantRemoved",
        resource,
        &view,
        party,
        participant,
    ))
}

fn changed(
    name: &'static str,
    resource: String,
    view: &CallView,
    party: &RawId,
    participant_id: String,
) -> Event {
    let data = CallParticipantChanged {
        call: about(view),
        user: participant(party),
        display_name: display_name(view, party),
        participant_id,
        user_agent: USER_AGENT.to_owned(),
    };
    Event {
        name,
        resource,
        parent: view.server_call_id.0.clone(),
        subject: format!("call/{}/participant/{party}", view.server_call_id.0),
        data: json!(data),
    }
}

/// The end is told to the resource of every user who was in the call.
fn over(world: &World, fact: &Fact, call: CallId, ended: &Ended) -> Vec<Event> {
    let Some(view) = world.calls().show(call) else {
        return Vec::new();
    };
    let resources: BTreeSet<String> = view
        .people
        .iter()
        .filter_map(|party| resource_of(world, party))
        .collect();
    let data: Value = json!(CallEnded {
        call: about(&view),
        ended_by: ended_by(&view, ended),
        reason: CallEndReason {
            code: ended.code,
            sub_code: ended.sub_code,
            phrase: phrase(ended.code).to_owned(),
        },
        call_duration_in_seconds: fact.at.since(view.placed_at).as_secs_f64(),
    });
    let event = |resource| Event {
        name: "CallEnded",
        resource,
        parent: view.server_call_id.0.clone(),
        subject: format!("call/{}", view.server_call_id.0),
        data: data.clone(),
    };
    resources.into_iter().map(event).collect()
}

fn about(view: &CallView) -> Call {
    Call {
        started_by: participant(&view.from),
        server_call_id: view.server_call_id.0.clone(),
        group: CallGroup {
            id: NO_GROUP.to_owned(),
        },
        is_two_party: view.people.len() <= 2,
        correlation_id: view.correlation_id.to_string(),
        is_rooms_call: false,
    }
}

fn participant(id: &RawId) -> CallParticipant {
    CallParticipant {
        communication_identifier: published(id),
        role: CallParticipantRole::Unknown,
    }
}

fn ended_by(view: &CallView, ended: &Ended) -> CallEndedBy {
    let kind = match ended.by {
        Some(_) => CallEndedByKind::Participant,
        None => CallEndedByKind::MicrosoftInternal,
    };
    CallEndedBy {
        communication_identifier: ended.by.as_ref().map(published),
        kind,
        name: ended
            .by
            .as_ref()
            .map_or_else(String::new, |by| display_name(view, by)),
    }
}

fn display_name(view: &CallView, party: &RawId) -> String {
    let shown = view.display_name.clone().filter(|_| view.from == *party);
    shown.unwrap_or_default()
}

/// Finds the resource that an identity belongs to; nothing for anyone who is on a phone or in Teams.
fn resource_of(world: &World, party: &RawId) -> Option<String> {
    let raw = match party.kind() {
        IdentifierKind::CommunicationUser(raw) => raw,
        IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => return None,
    };
    let owner = raw.strip_prefix("8:acs:")?.split('_').next()?;
    let resources = &world.declaration().resources;
    resources
        .iter()
        .find(|resource| resource.id.as_str() == owner)
        .map(|resource| resource.name.clone())
}

/// The words of SIP for its codes (RFC 3261, section 21).
fn phrase(code: u16) -> &'static str {
    match code {
        0 | 200 => "OK",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request Timeout",
        480 => "Temporarily Unavailable",
        486 => "Busy Here",
        487 => "Request Terminated",
        603 => "Decline",
        _ => "Call Ended",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words() {
        assert_eq!(phrase(0), "OK");
        assert_eq!(phrase(486), "Busy Here");
        assert!(!phrase(999).is_empty());
    }
}
