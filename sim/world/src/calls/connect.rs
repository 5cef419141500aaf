//! The implementation joins a call that goes on.

use super::{
    CallId, CallOutcome, Connect, ConnectionState, Fact, Locator, Refusal as Refused,
    Reply as Connected, answer,
    call::{Call, LegState, NewLeg, Origin, Phase},
    codes::{GONE, result},
    legs, look_up, ring,
    ring::Taker,
    state::{call_not_found, record},
    version,
};
use crate::{RawId, Reply, World};

pub(super) fn connect(world: &mut World, command: Connect) -> Result<Reply, Refused> {
    let call = located(world, &command.locator)?;
    let known = world.calls.call(call)?;
    if !concerns(world, known, &command.resource) {
        return Err(Refused::NotOwned);
    }
    let goes_on = match known.phase {
        Phase::Connected => true,
        Phase::Ringing | Phase::Ended { .. } => false,
    };
    let now = world.now();
    let told = version::has_failed_events(&command.version, version::Failed::Connect);
    let operation_context = command.operation_context.clone();
    let leg = NewLeg {
        resource: command.resource,
        identity: None,
        seen_as: None,
        version: command.version,
        speech: command.speech,
        operation_context: command.operation_context,
        state: if goes_on {
            LegState::Connected
        } else {
            LegState::Down(now)
        },
        origin: Origin::Joined,
    };
    let connection = legs::open(world, call, leg)?;
    let mut view = world.calls.view(&connection, now)?;
    view.state = ConnectionState::Connecting;
    let reply = Reply::Calls(Connected::Connection(Box::new(view)));
    if goes_on {
        let joined = Fact::ConnectedByImplementation {
            call,
            connection: connection.clone(),
        };
        record(world, call, joined);
        ring::tell_others(world, call, Taker::Leg(&connection));
        answer::announce(world, call, &connection);
        return Ok(reply);
    }
    if told {
        let failed = Fact::ConnectFailed(CallOutcome {
            call,
            connection: connection.clone(),
            operation_context: operation_context.clone(),
            result: result(GONE),
        });
        record(world, call, failed);
    }
    let down = Fact::CallDisconnected(CallOutcome {
        call,
        connection,
        operation_context,
        result: result(GONE),
    });
    record(world, call, down);
    Ok(reply)
}

/// Finds the call that a locator names. Groups and rooms are joined by clients, and none of them is simulated.
fn located(world: &World, locator: &Locator) -> Result<CallId, Refused> {
    match locator {
        Locator::ServerCall(name) => world
            .calls
            .by_server_call_id(name)
            .ok_or_else(call_not_found),
        Locator::GroupCall(_) => Err(call_not_found()),
        Locator::Room(_) => Err(Refused::NotFound {
            what: "Room".to_owned(),
        }),
    }
}

/// Tells whether a call is one of a resource: it has or had a part in it, or its caller is its own.
fn concerns(world: &World, call: &Call, resource: &str) -> bool {
    let has_leg = |leg| {
        let leg = world.calls.legs.get(leg);
        leg.is_some_and(|leg| leg.resource == resource)
    };
    let was_called = |context| {
        let token = world.calls.tokens.get(context);
        token.is_some_and(|token| token.resource == resource)
    };
    let owns = |party: &RawId| {
        look_up::reached(world, party) == look_up::Reached::Resource(resource.to_owned())
    };
    call.legs.iter().any(has_leg)
        || call.contexts.iter().any(was_called)
        || owns(&call.from)
        || owns(&call.to)
}
