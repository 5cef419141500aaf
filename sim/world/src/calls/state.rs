//! The state of all calls, and what becomes of their commands and timers.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{
    Answering, CallConnectionId, CallId, Command, Fact, IncomingCallContext, Refusal as Refused,
    Wake, add_participant, answer,
    call::{Call, Leg, LegState, Token},
    cancel, cancel_add_participant, connect, continuous_dtmf, create, far_end, hang_up, hold,
    media, mute, party, place, play, recognize, redirect, reject, remove_participant, ring,
    send_dtmf, transfer,
};
use crate::{RawId, Refusal, Reply, Span, Time, What, World, declaration::Declaration};

/// How long a leg that has ended is told apart from one that never was.
pub(super) const GRACE: Span = Span::from_secs(10);
/// How many calls that are over stay visible.
const KEPT: usize = 1_000;

/// All calls.
#[derive(Debug, Default)]
pub struct State {
    pub(super) calls: BTreeMap<CallId, Call>,
    /// Those of them that are not over.
    pub(super) live: BTreeSet<CallId>,
    pub(super) legs: BTreeMap<CallConnectionId, Leg>,
    pub(super) tokens: BTreeMap<IncomingCallContext, Token>,
    pub(super) answering: BTreeMap<RawId, Answering>,
    pub(super) over: VecDeque<(Time, CallId)>,
    pub(super) children: BTreeMap<String, u64>,
    pub(super) placed: u32,
}

impl State {
    pub(crate) fn new(_declaration: &Declaration) -> Self {
        Self::default()
    }

    /// Finds a leg that can be acted on.
    pub(super) fn usable(&self, connection: &CallConnectionId, now: Time) -> Result<&Leg, Refused> {
        let leg = self.legs.get(connection).ok_or_else(call_not_found)?;
        match leg.state {
            LegState::Connecting | LegState::Connected | LegState::Transferring(_) => Ok(leg),
            LegState::Down(at) if now.since(at) <= GRACE => Err(Refused::AlreadyTerminated),
            LegState::Down(_) => Err(call_not_found()),
        }
    }

    pub(super) fn call(&self, call: CallId) -> Result<&Call, Refused> {
        self.calls.get(&call).ok_or_else(call_not_found)
    }

    /// Goes through the calls that are not over, the oldest first.
    pub(super) fn going_on(&self) -> impl Iterator<Item = &Call> {
        self.live.iter().filter_map(|call| self.calls.get(call))
    }

    /// Forgets calls that have been over for long.
    fn forget(&mut self, now: Time) {
        while self.over.len() > KEPT {
            let Some((at, call)) = self.over.front().copied() else {
                return;
            };
            if now.since(at) <= GRACE {
                return;
            }
            self.over.pop_front();
            let Some(call) = self.calls.remove(&call) else {
                continue;
            };
            for leg in &call.legs {
                self.legs.remove(leg);
            }
            for context in &call.contexts {
                self.tokens.remove(context);
            }
        }
    }
}

/// What is answered about a call, leg or token that is not there.
pub(super) fn call_not_found() -> Refused {
    Refused::NotFound {
        what: "Call".to_owned(),
    }
}

/// Records a fact of a call under its contact.
pub(super) fn record(world: &mut World, call: CallId, fact: Fact) {
    let contact = world.calls.calls.get(&call).and_then(|call| call.contact);
    world.record(contact, What::Call(fact));
}

pub(crate) fn handle(world: &mut World, command: Command) -> Result<Reply, Refusal> {
    let now = world.now();
    world.calls.forget(now);
    let reply = match command {
        Command::Place(command) => place::place(world, command),
        Command::Party(command) => party::act(world, command),
        Command::SetAnswering { party, answering } => {
            far_end::set_answering(world, party, answering);
            Ok(Reply::Done)
        }
        Command::Answer(command) => answer::answer(world, command),
        Command::Reject(command) => reject::reject(world, command),
        Command::Redirect(command) => redirect::redirect(world, command),
        Command::HangUp { connection, reach } => hang_up::hang_up(world, &connection, reach),
        Command::Play(command) => play::play(world, command),
        Command::Recognize(command) => recognize::recognize(world, command),
        Command::CancelMedia { connection } => cancel::asked(world, &connection),
        Command::Transfer(command) => transfer::transfer(world, command),
        Command::Mute(command) => mute::mute(world, command),
        Command::Hold(command) => hold::hold(world, command),
        Command::Unhold(command) => hold::unhold(world, command),
        Command::SendDtmf(command) => send_dtmf::send_dtmf(world, command),
        Command::StartContinuousDtmf(command) => continuous_dtmf::start(world, command),
        Command::StopContinuousDtmf(command) => continuous_dtmf::stop(world, command),
        Command::Create(command) => create::create(world, command),
        Command::Connect(command) => connect::connect(world, command),
        Command::AddParticipant(command) => add_participant::add(world, command),
        Command::CancelAddParticipant(command) => cancel_add_participant::cancel(world, command),
        Command::RemoveParticipant(command) => remove_participant::remove(world, command),
    };
    reply.map_err(Refusal::from)
}

pub(crate) fn wake(world: &mut World, wake: Wake) {
    match wake {
        Wake::RingOut { call, ring } => ring::ran_out(world, call, ring),
        Wake::TokenOut { call, ring } => ring::token_ran_out(world, call, ring),
        Wake::Blocked { call, ring } => far_end::blocked(world, call, ring),
        Wake::FarEnd { call, ring, mode } => far_end::acts(world, call, ring, mode),
        Wake::Media {
            connection,
            operation,
        } => media::due(world, &connection, operation),
    }
}
