//! Recording by the Teams side: who records a call, and that everybody else in it is told.
//!
//! Source: "Contact center integration with Teams Phone: capabilities" and "Teams interoperability for guests", Azure
//! Communication Services documentation, 2025: the Teams side records, the other side is told of it and must tell its user.

use super::{CallId, Fact, call::Call, state::record, voice_app};
use crate::{RawId, World, teams};

/// A party records the call. Where it may not, or somebody does already, this tells why.
pub(super) fn start(world: &mut World, call: CallId, party: &RawId) -> Result<(), String> {
    teams::may_record(world, party)?;
    let known = world.calls.calls.get(&call);
    let person = known.and_then(|call| call.recorded_by.iter().find(|by| call.is_connected(by)));
    if let Some(by) = person {
        return Err(format!("{by} records the call already"));
    }
    begins(world, call, party);
    Ok(())
}

/// A party ends the recording, whoever of the tenant began it.
pub(super) fn stop(world: &mut World, call: CallId, party: &RawId) -> Result<(), String> {
    teams::may_record(world, party)?;
    let known = world.calls.calls.get(&call);
    let person = known.and_then(|call| call.recorded_by.iter().find(|by| call.is_connected(by)));
    match person.cloned() {
        Some(by) => {
            ends(world, call, &by);
            Ok(())
        }
        None => Err("nobody in the call records it".to_owned()),
    }
}

/// Somebody records from now on: a person, or a bot that is no party of the call.
pub(crate) fn begins(world: &mut World, call: CallId, by: &RawId) {
    let Some(known) = world
        .calls
        .calls
        .get_mut(&call)
        .filter(|one| !one.is_over())
    else {
        return;
    };
    if known.recorded_by.contains(by) {
        return;
    }
    let is_first = known.recorded_by.is_empty();
    known.recorded_by.push(by.clone());
    let started = Fact::RecordingStarted {
        call,
        by: by.clone(),
    };
    record(world, call, started);
    if is_first {
        tell(world, call, by, true);
    }
}

/// Somebody records no longer. When nobody does, everybody is told, unless the call is over.
pub(crate) fn ends(world: &mut World, call: CallId, by: &RawId) {
    let Some(known) = world.calls.calls.get_mut(&call) else {
        return;
    };
    let before = known.recorded_by.len();
    known.recorded_by.retain(|other| other != by);
    if known.recorded_by.len() == before {
        return;
    }
    let is_last = known.recorded_by.is_empty() && !known.is_over();
    let stopped = Fact::RecordingStopped {
        call,
        by: by.clone(),
    };
    record(world, call, stopped);
    if is_last {
        tell(world, call, by, false);
    }
}

/// Whoever records a call that is over does not do so any longer.
pub(super) fn over(world: &mut World, call: CallId) {
    let known = world.calls.calls.get(&call);
    for by in known.map_or_else(Vec::new, |call| call.recorded_by.clone()) {
        ends(world, call, &by);
    }
}

/// Somebody joins a call that is recorded: they are told.
pub(super) fn joined(world: &mut World, call: CallId, party: &RawId) {
    let known = world.calls.calls.get(&call);
    if known.is_some_and(|call| !call.recorded_by.is_empty()) && !voice_app::is_app(party) {
        let (party, recording) = (party.clone(), true);
        let told = Fact::RecordingStateTold {
            call,
            party,
            recording,
        };
        record(world, call, told);
    }
}

/// Tells whether somebody records a call.
pub(crate) fn is_recorded_by(world: &World, call: CallId, by: &RawId) -> bool {
    let known = world.calls.calls.get(&call);
    known.is_some_and(|call| call.recorded_by.contains(by))
}

/// Tells everybody in the call but one. Call Automation has no event for it.
fn tell(world: &mut World, call: CallId, but: &RawId, recording: bool) {
    let known = world.calls.calls.get(&call);
    let connected = known.into_iter().flat_map(Call::connected);
    let others: Vec<RawId> = connected
        .filter(|party| *party != but && !voice_app::is_app(party))
        .cloned()
        .collect();
    for party in others {
        let told = Fact::RecordingStateTold {
            call,
            party,
            recording,
        };
        record(world, call, told);
    }
}
