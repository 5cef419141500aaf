//! The implementation transfers a call, and what comes of it.

use super::{
    CallConnectionId, CallId, CallOutcome, CallTransferAccepted, CustomContext, Ended, Fact, Place,
    Refusal as Refused, Reply as Accepted, Transfer,
    call::{Call, Fate, LegState, MemberState, Side},
    cancel,
    codes::{ORIGINATOR_CANCELED, Pair, TRANSFERRED, result},
    condition, custom_context, end, hold, look_up, parked,
    place::{self, invalid},
    ring,
    rings::{Purpose, RingId, TransferRun},
    roster,
    state::record,
};
use crate::{RawId, Reply, World, teams};

pub(super) fn transfer(world: &mut World, command: Transfer) -> Result<Reply, Refused> {
    let leg = world.calls.usable(&command.connection, world.now())?;
    let call = leg.call;
    match leg.state {
        LegState::Connecting => return Err(Refused::NotEstablished),
        LegState::Connected => {}
        LegState::Transferring(_) => return Err(Refused::TransferInProgress),
        LegState::Down(_) => return Err(Refused::AlreadyTerminated),
    }
    if let Some(number) = &command.source_caller_id_number
        && !look_up::owns_number(world, &leg.resource, number)
    {
        return Err(Refused::NotOwned);
    }
    custom_context::check(&command.custom_context)?;
    let known = world.calls.call(call)?;
    if command.target.as_str().is_empty() {
        return Err(invalid("targetParticipant", "name whom the call goes to"));
    }
    if condition::is_in(world, call, &command.target) {
        return Err(invalid(
            "targetParticipant",
            "the target is in the call already",
        ));
    }
    if known.rings_for(&command.target) {
        let why = "the target is being called already";
        return Err(invalid("targetParticipant", why));
    }
    let of_two = roster::count(world, call) == 2;
    let transferee = transferee(known, of_two, command.transferee)?;
    let custom_context = Some(command.custom_context).filter(CustomContext::is_given);
    let ringing = if of_two {
        call
    } else {
        apart(world, call, &transferee, &command.target)?
    };
    if let Some(leg) = world.calls.legs.get_mut(&command.connection) {
        leg.state = LegState::Transferring(ringing);
    }
    let requested = Fact::TransferRequested {
        call,
        connection: command.connection.clone(),
        transferee: transferee.clone(),
        target: command.target.clone(),
    };
    record(world, call, requested);
    let purpose = Purpose::Transfer(TransferRun {
        connection: command.connection,
        transferee,
        operation_context: command.operation_context.clone(),
    });
    ring::start(world, ringing, &command.target, purpose, custom_context);
    let reply = Accepted::OperationContext(command.operation_context);
    Ok(Reply::Calls(reply))
}

fn transferee(known: &Call, of_two: bool, given: Option<RawId>) -> Result<RawId, Refused> {
    match given {
        Some(given) if known.is_connected(&given) => Ok(given),
        Some(_) => Err(Refused::NotFound {
            what: "Participant".to_owned(),
        }),
        None if of_two => known
            .connected()
            .next()
            .cloned()
            .ok_or_else(|| invalid("transferee", "nobody but the application is in the call")),
        None => Err(invalid(
            "transferee",
            "more than two are in the call; name who is transferred",
        )),
    }
}

/// Opens the call in which the transferee of a larger call and the target will go on.
fn apart(
    world: &mut World,
    call: CallId,
    transferee: &RawId,
    target: &RawId,
) -> Result<CallId, Refused> {
    let contact = world.calls.call(call)?.contact;
    let place = Place {
        from: transferee.clone(),
        to: target.clone(),
        display_name: None,
        custom_context: None,
        contact,
    };
    Ok(place::open(world, place, MemberState::Left))
}

/// The target has taken it: in a call of two the implementation leaves, from a larger call the transferee.
pub(super) fn accepted(world: &mut World, ringing: CallId, run: TransferRun, target: RawId) {
    let Some(call) = settle(world, &run.connection) else {
        return;
    };
    if call == ringing {
        cancel::all(world, &run.connection);
    }
    let fact = Fact::CallTransferAccepted(CallTransferAccepted {
        call,
        connection: run.connection.clone(),
        operation_context: run.operation_context,
        transfer_target: target,
        transferee: run.transferee.clone(),
        result: result(TRANSFERRED),
    });
    record(world, call, fact);
    if call == ringing {
        end::leg_down(world, &run.connection, TRANSFERRED);
        hold::holder_gone(world, call, &run.connection);
        // Who was parked talks to somebody else now.
        parked::over(world, call);
        teams::call_over(world, call);
        return;
    }
    let ended = Ended::by_nobody((0, TRANSFERRED.1));
    ring::join(world, ringing, &run.transferee, Side::Caller);
    end::take_out(world, call, &run.transferee, ended, TRANSFERRED);
}

/// The target has not taken it: the call stays as it was.
pub(super) fn failed(world: &mut World, ringing: CallId, run: &TransferRun, ended: Ended) {
    let pair = ended.pair();
    let Some(call) = settle(world, &run.connection) else {
        return;
    };
    tell_failed(world, call, run, pair);
    if call != ringing {
        end::everyone(world, ringing, ended, pair);
    }
}

/// The implementation's leg goes down while its transfer still rings.
pub(super) fn abandoned(
    world: &mut World,
    connection: &CallConnectionId,
    call: CallId,
    ringing: CallId,
    pair: Pair,
) {
    let Some(number) = rings_as(world, ringing, connection) else {
        return;
    };
    let Some(ring) = ring::stop(world, ringing, number, Fate::Cancelled) else {
        return;
    };
    ring::silent(world, ringing, &ring, &Ended::by_nobody(pair));
    if let Purpose::Transfer(run) = &ring.purpose {
        tell_failed(world, call, run, pair);
    }
    if call != ringing {
        end::everyone(world, ringing, Ended::by_nobody(pair), pair);
    }
}

/// Whoever was to be transferred has left a call that goes on.
pub(super) fn transferee_gone(world: &mut World, call: CallId, party: &RawId) {
    for leg in roster::legs_up(world, call) {
        let Some(LegState::Transferring(ringing)) = world.calls.legs.get(&leg).map(|leg| leg.state)
        else {
            continue;
        };
        let Some(number) = rings_as(world, ringing, &leg) else {
            continue;
        };
        let known = world.calls.calls.get(&ringing);
        let ring = known.and_then(|call| call.ring(number));
        if ring
            .and_then(|ring| run_of(&ring.purpose))
            .is_some_and(|run| run.transferee == *party)
        {
            ring::failed(world, ringing, number, ORIGINATOR_CANCELED, None);
        }
    }
}

/// Finds the ring of a leg's transfer.
fn rings_as(world: &World, ringing: CallId, connection: &CallConnectionId) -> Option<RingId> {
    ring::first(world, ringing, |purpose| {
        run_of(purpose).is_some_and(|run| run.connection == *connection)
    })
}

fn run_of(purpose: &Purpose) -> Option<&TransferRun> {
    match purpose {
        Purpose::Transfer(run) => Some(run),
        Purpose::Dial
        | Purpose::Create(_)
        | Purpose::Add(_)
        | Purpose::VoiceApp(_)
        | Purpose::Return(_) => None,
    }
}

/// Ends the state of transferring; tells the call of the leg.
fn settle(world: &mut World, connection: &CallConnectionId) -> Option<CallId> {
    let leg = world.calls.legs.get_mut(connection)?;
    leg.state = LegState::Connected;
    Some(leg.call)
}

fn tell_failed(world: &mut World, call: CallId, run: &TransferRun, pair: Pair) {
    let fact = Fact::CallTransferFailed(CallOutcome {
        call,
        connection: run.connection.clone(),
        operation_context: run.operation_context.clone(),
        result: result(pair),
    });
    record(world, call, fact);
}

impl CustomContext {
    fn is_given(&self) -> bool {
        !self.sip.is_empty() || !self.voip.is_empty()
    }
}
