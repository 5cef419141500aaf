//! The implementation invites somebody into a call that goes on, and what comes of it.

use super::{
    AddParticipant, CallConnectionId, CallId, CustomContext, Ended, Fact, ParticipantOutcome,
    Refusal as Refused, Reply as Invited,
    call::Fate,
    codes::{OK, Pair, result},
    condition,
    create::{self, MOST},
    custom_context, legs, names,
    place::invalid,
    ring::{self, Taker},
    rings::{AddRun, Purpose, RingId},
    roster,
    state::record,
};
use crate::{RawId, Reply, Span, World};

/// The longest time that an invitation can be asked to ring (document of Call Automation, 2026-03-12).
const LONGEST: Span = Span::from_secs(180);

pub(super) fn add(world: &mut World, command: AddParticipant) -> Result<Reply, Refused> {
    let call = legs::may_change_roster(world, &command.connection)?;
    check(world, call, &command)?;
    let operation = legs::next_operation(world, &command.connection);
    let invitation = names::invitation(world, &command.connection, operation);
    let Some(leg) = world.calls.legs.get_mut(&command.connection) else {
        return Err(super::state::call_not_found());
    };
    leg.invitations.push(invitation.clone());
    let identity = leg.identity.clone();
    let invited = Fact::ParticipantInvited {
        call,
        connection: command.connection.clone(),
        invitation: invitation.clone(),
        target: command.target.clone(),
    };
    record(world, call, invited);
    let purpose = Purpose::Add(AddRun {
        connection: command.connection,
        caller: create::caller(&identity, &command.caller, &command.target),
        invitation: invitation.clone(),
        operation,
        operation_context: command.operation_context.clone(),
        timeout: command.timeout,
    });
    // Recorded invitations carry both maps of headers, empty or not.
    let headers: CustomContext = command.custom_context;
    ring::start(world, call, &command.target, purpose, Some(headers));
    Ok(Reply::Calls(Invited::Invited {
        participant: command.target,
        invitation,
        operation_context: command.operation_context,
    }))
}

fn check(world: &World, call: CallId, command: &AddParticipant) -> Result<(), Refused> {
    let field = "participantToAdd";
    let target = &command.target;
    if target.as_str().is_empty() {
        return Err(invalid(field, "name a phone number or a raw id"));
    }
    create::needs_number(&command.caller, target)?;
    if command.timeout.is_some_and(|timeout| timeout > LONGEST) {
        let why = "at most 180 seconds";
        return Err(invalid("invitationTimeoutInSeconds", why));
    }
    custom_context::check(&command.custom_context)?;
    let known = world.calls.call(call)?;
    if condition::is_in(world, call, target) {
        return Err(invalid(field, "they are in the call already"));
    }
    if known.rings_for(target) {
        return Err(invalid(field, "they are being called already"));
    }
    if roster::count(world, call) + known.rings.len() >= MOST {
        return Err(invalid(field, &format!("at most {MOST} participants")));
    }
    Ok(())
}

/// The invited one has joined.
pub(super) fn joined(
    world: &mut World,
    call: CallId,
    run: AddRun,
    participant: RawId,
    taker: Taker<'_>,
) {
    let outcome = outcome(call, &run, participant, OK);
    record(world, call, Fact::AddParticipantSucceeded(outcome));
    ring::tell_others(world, call, taker);
}

/// The invited one has not joined: the list of participants is told again as it was.
pub(super) fn failed(
    world: &mut World,
    call: CallId,
    run: &AddRun,
    participant: RawId,
    pair: Pair,
) {
    let outcome = outcome(call, run, participant, pair);
    record(world, call, Fact::AddParticipantFailed(outcome));
    roster::tell(world, call, &run.connection);
}

/// The leg goes down while its invitations still ring.
pub(super) fn abandoned(
    world: &mut World,
    call: CallId,
    connection: &CallConnectionId,
    pair: Pair,
) {
    let ended = Ended::by_nobody(pair);
    while let Some(number) = ring_of(world, call, connection) {
        let Some(ring) = ring::stop(world, call, number, Fate::Cancelled) else {
            return;
        };
        ring::silent(world, call, &ring, &ended);
        if let Purpose::Add(run) = ring.purpose {
            let outcome = outcome(call, &run, ring.target, pair);
            record(world, call, Fact::AddParticipantFailed(outcome));
        }
    }
}

fn ring_of(world: &World, call: CallId, connection: &CallConnectionId) -> Option<RingId> {
    ring::first(world, call, |purpose| {
        let run = purpose.invitation();
        run.is_some_and(|run| run.connection == *connection)
    })
}

fn outcome(call: CallId, run: &AddRun, participant: RawId, pair: Pair) -> ParticipantOutcome {
    ParticipantOutcome {
        call,
        connection: run.connection.clone(),
        operation: run.operation,
        operation_context: run.operation_context.clone(),
        participant,
        result: result(pair),
    }
}
