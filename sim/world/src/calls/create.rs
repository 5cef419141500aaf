//! The implementation calls somebody, and what comes of it.

use super::{
    CallConnectionId, CallId, CallOutcome, CallerId, Create, Ended, Fact, Place,
    Refusal as Refused, Reply as Created, answer,
    call::{Fate, LegState, NewLeg, Origin},
    codes::{Pair, on_phone, result},
    end, legs,
    place::{self, invalid},
    ring::{self, Taker},
    rings::{Caller, CreateRun, Purpose, RingId},
    state::record,
    version,
};
use crate::{RawId, Reply, World};

/// How many can be in a call ("Service limits for Azure Communication Services", 2025).
pub(super) const MOST: usize = 350;

pub(super) fn create(world: &mut World, command: Create) -> Result<Reply, Refused> {
    check(&command)?;
    let contact = command.targets.iter().find_map(|one| world.contact_of(one));
    let first = command.targets[0].clone();
    let place = Place {
        from: first.clone(),
        to: first,
        display_name: command.caller.display_name.clone(),
        custom_context: None,
        contact,
    };
    let call = place::prepare(world, place);
    let leg = NewLeg {
        resource: command.resource,
        identity: command.source,
        seen_as: None,
        version: command.version,
        speech: command.speech,
        operation_context: command.operation_context,
        state: LegState::Connecting,
        origin: Origin::Created {
            targets: command.targets.clone(),
            caller: command.caller.clone(),
        },
    };
    let connection = legs::open(world, call, leg)?;
    let view = world.calls.view(&connection, world.now())?;
    let identity = view.source.clone().unwrap_or_else(|| RawId::new(""));
    place::announce(world, call, identity.clone());
    let created = Fact::CreatedByImplementation {
        call,
        connection: connection.clone(),
        targets: command.targets.clone(),
    };
    record(world, call, created);
    for target in &command.targets {
        let purpose = Purpose::Create(CreateRun {
            connection: connection.clone(),
            caller: caller(&identity, &command.caller, target),
        });
        ring::start(world, call, target, purpose, None);
    }
    Ok(Reply::Calls(Created::Connection(Box::new(view))))
}

fn check(command: &Create) -> Result<(), Refused> {
    if command.targets.is_empty() {
        return Err(invalid("targets", "name whom to call"));
    }
    if command.targets.len() >= MOST {
        let why = format!("at most {MOST} participants, the application included");
        return Err(invalid("targets", &why));
    }
    for (n, target) in command.targets.iter().enumerate() {
        if target.as_str().is_empty() {
            return Err(invalid("targets", "name a phone number or a raw id"));
        }
        if command.targets[..n].contains(target) {
            return Err(invalid("targets", &format!("{target} is named twice")));
        }
        if command.source.as_ref() == Some(target) {
            return Err(invalid("targets", "the application cannot call itself"));
        }
        needs_number(&command.caller, target)?;
    }
    Ok(())
}

/// A phone is called from a number ("Make an outbound call with Call Automation", 2025).
pub(super) fn needs_number(caller: &CallerId, target: &RawId) -> Result<(), Refused> {
    if on_phone(target) && caller.number.is_none() {
        let why = "a phone number is called from a phone number; name one that the resource owns";
        return Err(invalid("sourceCallerIdNumber", why));
    }
    Ok(())
}

/// Who calls, as a target sees it: a number for phones, the application's identity for others.
pub(super) fn caller(identity: &RawId, given: &CallerId, target: &RawId) -> Caller {
    let number = given.number.as_ref().filter(|_| on_phone(target));
    Caller {
        id: number.map_or_else(|| identity.clone(), |number| RawId::phone_number(number)),
        display_name: given.display_name.clone(),
    }
}

/// One of those who were called has answered: the first brings the call about.
pub(super) fn taken(world: &mut World, call: CallId, run: &CreateRun, taker: Taker<'_>) {
    let Some(leg) = world.calls.legs.get_mut(&run.connection) else {
        return;
    };
    match leg.state {
        LegState::Connecting => {
            leg.state = LegState::Connected;
            answer::announce(world, call, &run.connection);
        }
        LegState::Connected | LegState::Transferring(_) | LegState::Down(_) => {
            ring::tell_others(world, call, taker);
        }
    }
}

/// One of those who were called has not answered: the last ends the call, the others are no event of their own.
pub(super) fn not_taken(world: &mut World, call: CallId, run: &CreateRun, ended: Ended) {
    let leg = world.calls.legs.get(&run.connection);
    let waits = leg.is_some_and(|leg| leg.state == LegState::Connecting);
    if waits && ring_of(world, call, &run.connection).is_none() {
        let pair = ended.pair();
        end::everyone(world, call, ended, pair);
    }
}

/// The call has not come about.
pub(super) fn failed(world: &mut World, call: CallId, connection: &CallConnectionId, pair: Pair) {
    let Some(leg) = world.calls.legs.get(connection) else {
        return;
    };
    if !version::has_failed_events(&leg.version, version::Failed::Create) {
        return;
    }
    let fact = Fact::CreateCallFailed(CallOutcome {
        call,
        connection: connection.clone(),
        operation_context: leg.operation_context.clone(),
        result: result(pair),
    });
    record(world, call, fact);
}

/// The leg has gone: those whom it still calls are called no longer.
pub(super) fn abandoned(
    world: &mut World,
    call: CallId,
    connection: &CallConnectionId,
    pair: Pair,
) {
    let ended = Ended::by_nobody(pair);
    while let Some(number) = ring_of(world, call, connection) {
        if let Some(ring) = ring::stop(world, call, number, Fate::Cancelled) {
            ring::silent(world, call, &ring, &ended);
        }
    }
}

fn ring_of(world: &World, call: CallId, connection: &CallConnectionId) -> Option<RingId> {
    ring::first(
        world,
        call,
        |purpose| matches!(purpose, Purpose::Create(run) if run.connection == *connection),
    )
}
