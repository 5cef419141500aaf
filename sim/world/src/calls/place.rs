//! Someone places a call.

use super::{
    CallId, Fact, Place, Refusal as Refused, Reply as Answer,
    call::{Call, Member, MemberState, Phase, Purpose, RingAt, Side},
    condition::Condition,
    names, ring,
    state::record,
};
use crate::{Contact, IdentifierKind, RawId, Reply, World};

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
    let call = open(world, command, contact, MemberState::Calling);
    ring::start(world, call, &target, Purpose::Dial, custom_context);
    let incoming_call_context = match &world.calls.call(call)?.ring {
        Some(ring) => match &ring.at {
            RingAt::Implementation(context) => Some(context.clone()),
            RingAt::VoiceApp | RingAt::FarEnd => None,
        },
        None => None,
    };
    Ok(Reply::Calls(Answer::Placed {
        call,
        incoming_call_context,
    }))
}

/// Opens a call with its caller and nobody else.
pub(super) fn open(
    world: &mut World,
    command: Place,
    contact: Option<Contact>,
    state: MemberState,
) -> CallId {
    let (id, correlation_id, server_call_id) = names::next_call(world, &command.from, contact);
    let caller = Member {
        id: command.from.clone(),
        side: Side::Caller,
        state,
        condition: Condition::default(),
    };
    let placed = placed(id, &command.from, &command.to);
    let call = Call {
        id,
        from: command.from,
        to: command.to,
        display_name: command.display_name,
        custom_context: command.custom_context,
        contact,
        placed_at: world.now(),
        correlation_id,
        server_call_id,
        phase: Phase::Ringing,
        members: vec![caller],
        legs: Vec::new(),
        ring: None,
        contexts: Vec::new(),
    };
    world.calls.calls.insert(id, call);
    record(world, id, placed);
    id
}

fn placed(call: CallId, from: &RawId, to: &RawId) -> Fact {
    Fact::Placed {
        call,
        from: from.clone(),
        to: to.clone(),
    }
}

/// Refuses a field.
pub(super) fn invalid(field: &str, why: &str) -> Refused {
    Refused::Invalid {
        field: field.to_owned(),
        why: why.to_owned(),
    }
}
