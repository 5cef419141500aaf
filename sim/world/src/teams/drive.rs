//! The engine is driven, and what it says is heard out.

use ringback_engine::queues::{self, Event, Observer};

use super::{
    Fact, attendants, callback, events, forward, line::Stage, park, people, recorder, redirect,
    state::Hearing, taking_part, voicemail, wake::Wake,
};
use crate::{
    Contact, RawId, Time, What, World,
    calls::{self, CallId},
};

/// Keeps what the engine says, in order.
struct Ears<'a>(&'a mut std::collections::VecDeque<Event>);

impl Observer for Ears<'_> {
    fn observe(&mut self, _at: Time, event: Event) {
        self.0.push_back(event);
    }
}

/// Hands a command to the engine, and hears it out.
pub(super) fn command(
    world: &mut World,
    command: queues::Command,
) -> Result<queues::Reply, queues::Refusal> {
    let now = world.now();
    let teams = &mut world.teams;
    let reply = teams
        .engine
        .handle(now, command, &mut Ears(&mut teams.events));
    hear_out(world);
    reply
}

/// Tells the engine something about a person that it cannot refuse.
pub(super) fn tell(world: &mut World, command: queues::Command) {
    self::command(world, command)
        .expect("every person and member is in the engine, and time does not go back");
}

/// Lets the queues' own timers go off that are due at `at`.
pub(crate) fn advance(world: &mut World, at: Time) {
    let teams = &mut world.teams;
    teams.engine.advance(at, &mut Ears(&mut teams.events));
    hear_out(world);
}

/// What follows from an event may make the engine say more: that is heard in its turn, never in the middle.
fn hear_out(world: &mut World) {
    if world.teams.hearing == Hearing::Now {
        return;
    }
    world.teams.hearing = Hearing::Now;
    while let Some(event) = world.teams.events.pop_front() {
        events::heard(world, event);
    }
    world.teams.hearing = Hearing::No;
}

/// A timer outside the engine has gone off.
pub(crate) fn wake(world: &mut World, wake: Wake) {
    let call = match wake {
        Wake::Next { call } => call,
        Wake::TakingPart { queue } => return taking_part::look(world, queue),
        Wake::Presence { person, readiness } => {
            return people::is_ready(world, person, readiness);
        }
        Wake::Inactive { person } => return people::inactive(world, person),
        Wake::TrackEnd { call } => return callback::track_over(world, call),
        Wake::ParkedTooLong { call } => return park::waited(world, call),
        Wake::Unrecorded { call } => return recorder::unrecorded(world, call),
        Wake::RecorderLeaves {
            call,
            queue,
            template,
        } => return recorder::leaves(world, call, queue, template),
    };
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    match line.stage {
        Stage::Leaving { .. } => redirect::carry_out(world, call),
        Stage::Voicemail { .. } => voicemail::next(world, call),
        Stage::Attendant(_) => attendants::next(world, call),
        Stage::Connecting { .. } => events::connect(world, call),
        Stage::Ringing { .. } => forward::next(world, call),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Callback { .. }
        | Stage::CallingBack { .. }
        | Stage::Answered { .. } => {}
    }
}

/// Records a fact of a call under its contact.
pub(super) fn record(world: &mut World, call: CallId, fact: Fact) {
    let contact = contact(world, call);
    world.record(contact, What::Teams(fact));
}

/// Tells whose contact a call in a voice app is.
pub(super) fn contact(world: &World, call: CallId) -> Option<Contact> {
    world.teams.lines.get(&call).and_then(|line| line.contact)
}

/// Takes a call out of wherever it is in voice apps, and gives the resource account that is its party: its timer stops,
/// and the engine, where it is there, hears that it has gone.
pub(super) fn take(world: &mut World, call: CallId) -> Option<RawId> {
    callback::stop(world, call);
    let line = world.teams.lines.remove(&call)?;
    if let Some(timer) = line.stage.timer() {
        world.cancel_wake(timer);
    }
    match line.stage {
        Stage::Ringing { .. } => calls::voice_app::stop_ringing(world, call, &line.app),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Attendant(_)
        | Stage::Voicemail { .. }
        | Stage::Callback { .. }
        | Stage::CallingBack { .. }
        | Stage::Connecting { .. }
        | Stage::Answered { .. } => {}
    }
    if let Some(key) = line.key {
        world.teams.keys.remove(&key);
        let _gone_already = command(world, queues::Command::HangUp { call: key });
    }
    Some(line.app)
}
