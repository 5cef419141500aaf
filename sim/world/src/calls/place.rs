//! Someone places a call.

use super::{
    CallId, Fact, Place, Refusal as Refused, Reply as Answer,
    call::{Call, Grown, Member, MemberState, Phase, Side},
    condition::Condition,
    names, ring,
    rings::Purpose,
    state::record,
};
use crate::{IdentifierKind, RawId, Reply, World};

pub(super) fn place(world: &mut World, command: Place) -> Result<Reply, Refused> {
    for (field, party) in [("from", &command.from), ("to", &command.to)] {
        if party.as_str().is_empty() {
            return Err(invalid(field, "name a phone number or a raw id"));
        }
    }
    if command.from == command.to {
        return Err(invalid("to", "a party cannot call itself"));
    }
    if let IdentifierKind::TeamsApp(_) = command.from.kind() {
        return Err(invalid(
            "from",
            "a voice app places no calls; name a person",
        ));
    }
    if let Some(contact) = command.contact {
        world.bind_contact(command.from.clone(), contact);
    }
    let contact = command.contact.or_else(|| world.contact_of(&command.from));
    let target = command.to.clone();
    let custom_context = command.custom_context.clone();
    let command = Place { contact, ..command };
    let call = open(world, command, MemberState::Calling);
    ring::start(world, call, &target, Purpose::Dial, custom_context);
    let mut rings = world.calls.call(call)?.rings.iter();
    let incoming_call_context = rings.find_map(|ring| ring.token().cloned());
    Ok(Reply::Calls(Answer::Placed {
        call,
        incoming_call_context,
    }))
}

/// Opens a call with its caller and nobody else.
pub(super) fn open(world: &mut World, command: Place, state: MemberState) -> CallId {
    let from = command.from.clone();
    let call = prepare(world, command);
    if let Some(known) = world.calls.calls.get_mut(&call) {
        known.members.push(Member {
            id: from.clone(),
            side: Side::Caller,
            state,
            condition: Condition::default(),
        });
    }
    announce(world, call, from);
    call
}

/// Makes a call in which nobody is, and of which nothing is told yet.
pub(super) fn prepare(world: &mut World, command: Place) -> CallId {
    let (id, correlation_id, server_call_id) =
        names::next_call(world, &command.from, command.contact);
    let call = Call {
        id,
        from: command.from,
        to: command.to,
        display_name: command.display_name,
        custom_context: command.custom_context,
        contact: command.contact,
        placed_at: world.now(),
        correlation_id,
        server_call_id,
        phase: Phase::Ringing,
        members: Vec::new(),
        legs: Vec::new(),
        rings: Vec::new(),
        rings_made: 0,
        grown: Grown::No,
        contexts: Vec::new(),
        recorded_by: Vec::new(),
    };
    world.calls.calls.insert(id, call);
    world.calls.live.insert(id);
    id
}

/// Tells that a call was placed, and by whom.
pub(super) fn announce(world: &mut World, call: CallId, from: RawId) {
    let Some(known) = world.calls.calls.get_mut(&call) else {
        return;
    };
    known.from = from.clone();
    let to = known.to.clone();
    record(world, call, Fact::Placed { call, from, to });
}

/// Refuses a field.
pub(super) fn invalid(field: &str, why: &str) -> Refused {
    Refused::Invalid {
        field: field.to_owned(),
        why: why.to_owned(),
    }
}
