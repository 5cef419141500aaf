//! What the engine's events mean to callers and agents.

use ringback_engine::queues::{self, CallKey, Event};

use super::{
    ExceptionKind, Fact, OfferEnd, ReachedBy,
    app::App,
    busy::{self, Refuses},
    callback,
    drive::record,
    enter,
    line::Stage,
    lower,
    people::{self, Offer},
    recorder::{self, Comes},
    redirect,
    state::{person_index, queue_index},
    wake::Wake,
};
use crate::{
    RawId, Span, World,
    calls::{self, CallId},
    wake,
};

pub(super) fn heard(world: &mut World, event: Event) {
    match event {
        Event::Arrived {
            call,
            queue,
            label,
            waiting,
            ..
        } => arrived(world, call, (queue_index(queue), waiting), label),
        Event::Offered(offer) => offered(world, offer),
        Event::Withdrawn(offer) => offer_ended(world, offer, OfferEnd::Withdrawn),
        Event::Missed(offer) => offer_ended(world, offer, OfferEnd::Missed),
        Event::Declined(offer) => offer_ended(world, offer, OfferEnd::Declined),
        Event::Answered {
            call,
            queue,
            agent,
            waited,
        } => {
            if let Some(call) = call_of(world, call) {
                answered(world, call, queue_index(queue), person_index(agent), waited);
            }
        }
        Event::Abandoned { call, waited, .. } => abandoned(world, call, waited),
        Event::Fired {
            call,
            queue,
            exception,
            waited,
        } => {
            if let Some(call) = call_of(world, call) {
                fired(world, call, queue_index(queue), exception, waited);
            }
        }
        Event::Left { call, queue, tag } => left(world, call, queue_index(queue), tag),
        Event::Ended { call, .. } => ended(world, call),
        Event::GreetingEnded { call, queue } => {
            if let Some(call) = call_of(world, call) {
                music(world, call, queue_index(queue));
            }
        }
        Event::CallbackRequested { .. } | Event::Redirected { .. } | Event::Agent { .. } => {}
    }
}

fn call_of(world: &World, key: CallKey) -> Option<CallId> {
    world.teams.keys.get(&key).copied()
}

/// A call enters a queue. One that an exception takes at once does not wait there, and is not greeted.
fn arrived(world: &mut World, key: CallKey, (queue, waiting): (usize, u32), label: u64) {
    let call = CallId(u32::try_from(label).expect("labels are the numbers of calls"));
    world.teams.keys.insert(key, call);
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    line.key = Some(key);
    line.stage = Stage::Waiting { queue };
    let next_app = line.next_app.take();
    // The first voice app of a call is always reached by its account.
    let by = match (&next_app, line.legs) {
        (Some(_), _) | (None, 0) => ReachedBy::Account,
        (None, _) => ReachedBy::Direct,
    };
    line.shows = App::Queue(queue).shown(&world.declaration.teams, by);
    if let Some(app) = &next_app {
        line.app = app.clone();
        calls::voice_app::picked_up(world, call, app);
    }
    if enter::is_chain_too_long(world, call) {
        return enter::chain_too_long(world, call, App::Queue(queue));
    }
    enter::leg(world, call, App::Queue(queue), by);
    let taken_at_once = matches!(
        world.teams.events.front(),
        Some(Event::Fired { call: other, .. }) if *other == key
    );
    world.teams.queues[queue].counts.arrived += 1;
    if taken_at_once {
        return;
    }
    let declared = &world.declaration.teams.queues[queue];
    let name = declared.name.clone();
    let greeting = declared.greeting.as_ref().map(|greeting| {
        let prompt = Fact::VoiceAppPrompt {
            call,
            app: name.clone(),
            says: greeting.says.clone(),
        };
        (prompt, greeting.takes)
    });
    let (agents, opted_in) = people::counted(world, queue);
    let queued = Fact::Queued {
        call,
        queue: name,
        waiting,
        agents,
        opted_in,
    };
    record(world, call, queued);
    callback::arrived(world, call, queue, waiting);
    match greeting {
        Some((greeting, takes)) => {
            record(world, call, greeting);
            if takes.is_zero() {
                music(world, call, queue);
            }
        }
        None => music(world, call, queue),
    }
}

/// The caller has been greeted and waits: the music begins.
fn music(world: &mut World, call: CallId, queue: usize) {
    let declared = &world.declaration.teams.queues[queue];
    let began = Fact::MusicBegan {
        call,
        queue: declared.name.clone(),
        file: declared.music.file.clone(),
    };
    record(world, call, began);
    callback::begin_track(world, call, queue, Span::ZERO);
}

/// A call rings at an agent, unless the agent's client cannot be reached: then the time passes unheard.
fn offered(world: &mut World, offer: queues::Offer) {
    let Some(call) = call_of(world, offer.call) else {
        return;
    };
    let (queue, person) = (queue_index(offer.queue), person_index(offer.agent));
    if !people::hears(world.teams.people[person].presence) {
        return;
    }
    match busy::refuses(world, call, person) {
        Refuses::No => {}
        Refuses::Unheard => return,
        Refuses::AtOnce => return busy::refuse(world, offer, call, (queue, person)),
    }
    world.teams.people[person]
        .offers
        .push(Offer { call, queue });
    let tenant = &world.declaration.teams;
    let fact = Fact::Offered {
        call,
        queue: tenant.queues[queue].name.clone(),
        agent: tenant.people[person].name.clone(),
        shows: world
            .teams
            .lines
            .get(&call)
            .map_or_else(String::new, |line| line.shows.clone()),
    };
    record(world, call, fact);
}

fn offer_ended(world: &mut World, offer: queues::Offer, how: OfferEnd) {
    let Some(call) = call_of(world, offer.call) else {
        return;
    };
    let (queue, person) = (queue_index(offer.queue), person_index(offer.agent));
    if !take_offer(world, call, person) {
        return;
    }
    let tenant = &world.declaration.teams;
    let fact = Fact::OfferEnded {
        call,
        queue: tenant.queues[queue].name.clone(),
        agent: tenant.people[person].name.clone(),
        how,
    };
    record(world, call, fact);
}

/// Hears first what is said next of a call that is about to lose its name: it rings nowhere any more.
fn withdrawn(world: &mut World, key: CallKey) {
    let mut offers = Vec::new();
    world.teams.events.retain(|event| match event {
        Event::Withdrawn(offer) if offer.call == key => {
            offers.push(*offer);
            false
        }
        _ => true,
    });
    for offer in offers {
        offer_ended(world, offer, OfferEnd::Withdrawn);
    }
}

/// Takes an offer away from a person; tells whether it was heard there at all.
fn take_offer(world: &mut World, call: CallId, person: usize) -> bool {
    let offers = &mut world.teams.people[person].offers;
    let before = offers.len();
    offers.retain(|offer| offer.call != call);
    offers.len() < before
}

fn answered(world: &mut World, call: CallId, queue: usize, person: usize, waited: Span) {
    take_offer(world, call, person);
    callback::stop(world, call);
    let line = world.teams.lines.get(&call);
    let callback = line.and_then(|line| match &line.stage {
        Stage::Callback { number, .. } => Some((line.key, number.clone())),
        _ => None,
    });
    if let Some((key, number)) = callback {
        if let Some(key) = key {
            withdrawn(world, key);
        }
        world.teams.queues[queue].counts.answered += 1;
        return callback::answered(world, call, (queue, &number), person, waited);
    }
    let tenant = &world.declaration.teams;
    let agent = &tenant.people[person];
    let fact = Fact::AnsweredByAgent {
        call,
        queue: tenant.queues[queue].name.clone(),
        agent: agent.name.clone(),
        waited,
        mode: tenant.queues[queue].mode,
    };
    world.teams.queues[queue].counts.answered += 1;
    record(world, call, fact);
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    line.stage = Stage::Answered { person };
    match recorder::before(world, call, queue) {
        Comes::About => {}
        Comes::ToNothing => return,
    }
    people::takes(world, person, call);
    let delay = world.declaration.teams.switches.connect_delay;
    if delay.is_zero() {
        return hear_each_other(world, call, queue, person);
    }
    let timer = world.wake_in(delay, wake::Wake::Teams(Wake::Next { call }));
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Connecting {
            person,
            queue,
            timer,
        };
    }
}

/// The agent who has answered and the caller hear each other from now on.
pub(super) fn connect(world: &mut World, call: CallId) {
    if let Some(line) = world.teams.lines.get_mut(&call)
        && let Stage::Connecting { person, queue, .. } = line.stage
    {
        line.stage = Stage::Answered { person };
        hear_each_other(world, call, queue, person);
    }
}

fn hear_each_other(world: &mut World, call: CallId, queue: usize, person: usize) {
    let agent = &world.declaration.teams.people[person];
    let raw_id = RawId::teams_user(agent.object_id.as_str());
    let line = world.teams.lines.get(&call);
    if let Some(app) = line.map(|line| line.app.clone()) {
        calls::voice_app::joined(world, call, &app, &raw_id);
        recorder::join(world, call, queue);
    }
}

/// The conversation is over. The agent is free once they have left the call.
fn ended(world: &mut World, key: CallKey) {
    if let Some(call) = world.teams.keys.remove(&key) {
        forget(world, call, key);
    }
}

/// The caller hung up. After an exception that is no abandonment any more.
fn abandoned(world: &mut World, key: CallKey, waited: Span) {
    let Some(call) = call_of(world, key) else {
        return;
    };
    let stage = world.teams.lines.get(&call).map(|line| line.stage.clone());
    match stage {
        Some(Stage::Waiting { queue }) => {
            let name = world.declaration.teams.queues[queue].name.clone();
            world.teams.queues[queue].counts.abandoned += 1;
            let fact = Fact::Abandoned {
                call,
                queue: name,
                waited,
            };
            record(world, call, fact);
        }
        Some(
            Stage::Entering
            | Stage::Leaving { .. }
            | Stage::Attendant(_)
            | Stage::Ringing { .. }
            | Stage::Voicemail { .. }
            | Stage::Callback { .. }
            | Stage::CallingBack { .. }
            | Stage::Connecting { .. }
            | Stage::Answered { .. },
        )
        | None => {}
    }
    withdrawn(world, key);
    world.teams.keys.remove(&key);
    forget(world, call, key);
}

/// The engine is done with a call, which is not in a voice app any more.
fn forget(world: &mut World, call: CallId, key: CallKey) {
    let line = world.teams.lines.get(&call);
    if line.is_some_and(|line| line.key == Some(key)) {
        world.teams.lines.remove(&call);
    }
}

fn fired(
    world: &mut World,
    call: CallId,
    queue: usize,
    exception: queues::Exception,
    waited: Span,
) {
    let counts = &mut world.teams.queues[queue].counts;
    let exception = match exception {
        queues::Exception::Limit => {
            counts.overflowed += 1;
            ExceptionKind::Overflow
        }
        queues::Exception::Timeout => {
            counts.timed_out += 1;
            ExceptionKind::Timeout
        }
        queues::Exception::NoAgents => {
            counts.no_agents += 1;
            ExceptionKind::NoAgents
        }
    };
    callback::stop(world, call);
    let line = world.teams.lines.get(&call);
    match line.map(|line| line.stage.clone()) {
        Some(Stage::Callback { queue, number }) => {
            callback::timed_out(world, call, (queue, number), waited);
        }
        Some(_) | None => redirect::fired(world, call, queue, exception, waited),
    }
}

fn left(world: &mut World, key: CallKey, queue: usize, tag: u32) {
    let Some(call) = world.teams.keys.remove(&key) else {
        return;
    };
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.key = None;
    }
    match tag {
        lower::CHAIN_TOO_LONG => enter::chain_too_long(world, call, App::Queue(queue)),
        lower::CALLBACK_TIMED_OUT => {
            world.teams.lines.remove(&call);
        }
        _ => redirect::left(world, call),
    }
}
