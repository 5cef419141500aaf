//! What the engine's events mean to callers and agents.

use ringback_engine::queues::{self, CallKey, Event};

use super::{
    ExceptionKind, Fact, OfferEnd,
    app::App,
    drive::record,
    enter,
    line::Stage,
    lower,
    people::{self, Offer},
    recorder::{self, Comes},
    redirect,
    state::{person_index, queue_index},
};
use crate::{
    RawId, Span, World,
    calls::{self, CallId},
};

pub(super) fn heard(world: &mut World, event: Event) {
    match event {
        Event::Arrived {
            call, queue, label, ..
        } => arrived(world, call, queue_index(queue), label),
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
        Event::GreetingEnded { .. } | Event::Redirected { .. } | Event::Agent { .. } => {}
    }
}

fn call_of(world: &World, key: CallKey) -> Option<CallId> {
    world.teams.keys.get(&key).copied()
}

/// A call enters a queue. One that an exception takes at once does not wait there, and is not greeted.
fn arrived(world: &mut World, key: CallKey, queue: usize, label: u64) {
    let call = CallId(u32::try_from(label).expect("labels are the numbers of calls"));
    world.teams.keys.insert(key, call);
    let waiting = waiting(world, queue);
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    line.key = Some(key);
    line.stage = Stage::Waiting { queue };
    let next_app = line.next_app.take();
    if let Some(app) = &next_app {
        line.app = app.clone();
        calls::voice_app::picked_up(world, call, app);
    }
    if enter::is_chain_too_long(world, call) {
        return enter::chain_too_long(world, call, App::Queue(queue));
    }
    enter::leg(world, call, App::Queue(queue));
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
    let greeting = declared
        .greeting
        .as_ref()
        .map(|greeting| Fact::VoiceAppPrompt {
            call,
            app: name.clone(),
            says: greeting.says.clone(),
        });
    let queued = Fact::Queued {
        call,
        queue: name,
        waiting,
    };
    record(world, call, queued);
    if let Some(greeting) = greeting {
        record(world, call, greeting);
    }
}

fn waiting(world: &World, queue: usize) -> u32 {
    let lines = world.teams.lines.values();
    let waiting = lines.filter(|line| line.stage == Stage::Waiting { queue });
    u32::try_from(waiting.count()).unwrap_or(u32::MAX)
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
    world.teams.people[person]
        .offers
        .push(Offer { call, queue });
    let tenant = &world.declaration.teams;
    let fact = Fact::Offered {
        call,
        queue: tenant.queues[queue].name.clone(),
        agent: tenant.people[person].name.clone(),
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

/// Takes an offer away from a person; tells whether it was heard there at all.
fn take_offer(world: &mut World, call: CallId, person: usize) -> bool {
    let offers = &mut world.teams.people[person].offers;
    let before = offers.len();
    offers.retain(|offer| offer.call != call);
    offers.len() < before
}

fn answered(world: &mut World, call: CallId, queue: usize, person: usize, waited: Span) {
    take_offer(world, call, person);
    let tenant = &world.declaration.teams;
    let agent = &tenant.people[person];
    let fact = Fact::AnsweredByAgent {
        call,
        queue: tenant.queues[queue].name.clone(),
        agent: agent.name.clone(),
        waited,
        mode: tenant.queues[queue].mode,
    };
    let raw_id = RawId::teams_user(agent.object_id.as_str());
    world.teams.queues[queue].counts.answered += 1;
    record(world, call, fact);
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    line.stage = Stage::Answered { person };
    let app = line.app.clone();
    match recorder::before(world, call, queue) {
        Comes::About => {}
        Comes::ToNothing => return,
    }
    people::takes(world, person, call);
    calls::voice_app::joined(world, call, &app, &raw_id);
    recorder::join(world, call, queue);
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
            | Stage::Answered { .. },
        )
        | None => {}
    }
    while let Some(Event::Withdrawn(offer)) = world.teams.events.front().copied()
        && offer.call == key
    {
        world.teams.events.pop_front();
        offer_ended(world, offer, OfferEnd::Withdrawn);
    }
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
    redirect::fired(world, call, queue, exception, waited);
}

fn left(world: &mut World, key: CallKey, queue: usize, tag: u32) {
    let Some(call) = world.teams.keys.remove(&key) else {
        return;
    };
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.key = None;
    }
    if tag == lower::CHAIN_TOO_LONG {
        enter::chain_too_long(world, call, App::Queue(queue));
    } else {
        redirect::left(world, call);
    }
}
