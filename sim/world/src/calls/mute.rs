//! Microphones: the implementation turns one off, their owner turns it off and on.

use super::{
    CallId, Fact, Mute, Refusal as Refused, Reply as Accepted, condition, legs, place::invalid,
    roster, state::record,
};
use crate::{IdentifierKind, RawId, Reply, World};

/// Mutes one user of Communication Services; there is no request that undoes it ("Mute participants", Azure
/// Communication Services documentation, 2025).
pub(super) fn mute(world: &mut World, command: Mute) -> Result<Reply, Refused> {
    let call = legs::may_change_roster(world, &command.connection)?;
    let by = world
        .calls
        .usable(&command.connection, world.now())?
        .identity
        .clone();
    let field = "targetParticipants";
    let [target] = command.targets.as_slice() else {
        return Err(invalid(field, "name exactly one participant"));
    };
    if !condition::is_in(world, call, target) {
        return Err(Refused::NotFound {
            what: "Participant".to_owned(),
        });
    }
    match target.kind() {
        IdentifierKind::CommunicationUser(_) => {}
        IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => {
            let why = "only users of Communication Services can be muted, 8:acs:…";
            return Err(invalid(field, why));
        }
    }
    off(world, call, target, by);
    let reply = Accepted::OperationContext(command.operation_context);
    Ok(Reply::Calls(reply))
}

/// Turns a microphone off; one that is off stays so.
pub(super) fn off(world: &mut World, call: CallId, party: &RawId, by: RawId) {
    let Some(condition) = condition::of_mut(world, call, party) else {
        return;
    };
    if std::mem::replace(&mut condition.muted, true) {
        return;
    }
    let party = party.clone();
    record(world, call, Fact::Muted { call, party, by });
    roster::updated(world, call);
}

/// Turns a microphone on again.
pub(super) fn on(world: &mut World, call: CallId, party: &RawId) {
    let Some(condition) = condition::of_mut(world, call, party) else {
        return;
    };
    if !std::mem::replace(&mut condition.muted, false) {
        return;
    }
    let party = party.clone();
    record(world, call, Fact::Unmuted { call, party });
    roster::updated(world, call);
}
