//! The implementation answers an incoming call.

use super::{
    Answer, CallConnectionId, CallId, CallOutcome, ConnectionState, Fact, Refusal as Refused,
    Reply as Answered,
    call::{Fate, LegState, NewLeg, Origin},
    codes::{ANSWERED_ELSEWHERE, CALLER_CANCELED, GONE, NOT_TAKEN, OK, Pair, on_phone, result},
    legs,
    ring::{self, Taker},
    rings::{Purpose, Ring, RingId},
    roster,
    state::{call_not_found, record},
    token, version,
};
use crate::{IdentifierKind, RawId, Reply, World};

/// What a new leg is told first, in this order: recordings of 2025 have the participants before the connection.
const CONNECTED_ORDER: [Announcement; 2] = [Announcement::Participants, Announcement::Connected];

#[derive(Clone, Copy)]
enum Announcement {
    Participants,
    Connected,
}

pub(super) fn answer(world: &mut World, command: Answer) -> Result<Reply, Refused> {
    let token = token::owned(world, &command.incoming_call_context, &command.resource)?;
    let (call, target) = (token.call, token.target.clone());
    match token.fate {
        Fate::Ringing => {
            let known = world.calls.call(call)?;
            let ring = known.ring_by_token(&command.incoming_call_context);
            in_time(
                world,
                call,
                ring.ok_or_else(call_not_found)?,
                target,
                command,
            )
        }
        Fate::TimedOut => late(world, call, target, command, NOT_TAKEN, NOT_TAKEN),
        Fate::Cancelled => late(world, call, target, command, GONE, CALLER_CANCELED),
        Fate::AnsweredElsewhere => late(world, call, target, command, GONE, ANSWERED_ELSEWHERE),
        Fate::Answered => Err(token::used("answered")),
        Fate::Rejected => Err(token::used("rejected")),
        Fate::Redirected => Err(token::used("redirected")),
    }
}

fn in_time(
    world: &mut World,
    call: CallId,
    ring: RingId,
    target: RawId,
    command: Answer,
) -> Result<Reply, Refused> {
    let ring = ring::stop(world, call, ring, Fate::Answered).ok_or_else(call_not_found)?;
    let seen_as = seen_as(&ring);
    let connection = open(world, call, target, seen_as, command, LegState::Connected)?;
    let reply = reply(world, &connection)?;
    let answered = Fact::AnsweredByImplementation {
        call,
        connection: connection.clone(),
    };
    record(world, call, answered);
    ring::accepted(world, call, ring, Taker::Leg(&connection));
    announce(world, call, &connection);
    Ok(reply)
}

/// Whoever called a number sees it in the call, not the identity that answers for it.
fn seen_as(ring: &Ring) -> Option<RawId> {
    match ring.purpose {
        Purpose::Create(_) | Purpose::Add(_) if on_phone(&ring.target) => Some(ring.target.clone()),
        Purpose::Create(_)
        | Purpose::Add(_)
        | Purpose::Dial
        | Purpose::Transfer(_)
        | Purpose::VoiceApp(_)
        | Purpose::Return(_) => None,
    }
}

/// Tells a leg that it is up, and who is in the call.
pub(super) fn announce(world: &mut World, call: CallId, connection: &CallConnectionId) {
    for announcement in CONNECTED_ORDER {
        match announcement {
            Announcement::Participants => roster::tell(world, call, connection),
            Announcement::Connected => connected(world, call, connection),
        }
    }
}

/// An answer that comes too late is accepted and fails ("Call Automation overview", 2025).
fn late(
    world: &mut World,
    call: CallId,
    target: RawId,
    command: Answer,
    failed: Pair,
    disconnected: Pair,
) -> Result<Reply, Refused> {
    if let Some(token) = world.calls.tokens.get_mut(&command.incoming_call_context) {
        token.fate = Fate::Answered;
    }
    let now = world.now();
    let operation_context = command.operation_context.clone();
    let told = version::has_failed_events(&command.version, version::Failed::Answer);
    let connection = open(world, call, target, None, command, LegState::Down(now))?;
    let reply = reply(world, &connection)?;
    if told {
        let fact = Fact::AnswerFailed(CallOutcome {
            call,
            connection: connection.clone(),
            operation_context: operation_context.clone(),
            result: result(failed),
        });
        record(world, call, fact);
    }
    let fact = Fact::CallDisconnected(CallOutcome {
        call,
        connection,
        operation_context,
        result: result(disconnected),
    });
    record(world, call, fact);
    Ok(reply)
}

fn open(
    world: &mut World,
    call: CallId,
    target: RawId,
    seen_as: Option<RawId>,
    command: Answer,
    state: LegState,
) -> Result<CallConnectionId, Refused> {
    let identity = match (command.answered_by, target.kind()) {
        (Some(given), _) => Some(given),
        (None, IdentifierKind::CommunicationUser(_)) => Some(target.clone()),
        (
            None,
            IdentifierKind::PhoneNumber(_)
            | IdentifierKind::TeamsUser(_)
            | IdentifierKind::TeamsApp(_)
            | IdentifierKind::Unknown(_),
        ) => None,
    };
    let leg = NewLeg {
        resource: command.resource,
        identity,
        seen_as,
        version: command.version,
        speech: command.speech,
        operation_context: command.operation_context,
        state,
        origin: Origin::Answered { target },
    };
    legs::open(world, call, leg)
}

fn reply(world: &World, connection: &CallConnectionId) -> Result<Reply, Refused> {
    let mut view = world.calls.view(connection, world.now())?;
    view.state = ConnectionState::Unknown;
    Ok(Reply::Calls(Answered::Connection(Box::new(view))))
}

fn connected(world: &mut World, call: CallId, connection: &CallConnectionId) {
    let leg = world.calls.legs.get(connection);
    let fact = Fact::CallConnected(CallOutcome {
        call,
        connection: connection.clone(),
        operation_context: leg.and_then(|leg| leg.operation_context.clone()),
        result: result(OK),
    });
    record(world, call, fact);
}
