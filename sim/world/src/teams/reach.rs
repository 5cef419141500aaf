//! Calls reach voice apps and go away from them: the side of `teams` that `calls` uses.

use ringback_engine::queues::{Arrival, Command};

use super::{
    drive,
    line::{Line, Stage},
    people,
    state::queue_id,
    voicemail,
};
use crate::{
    RawId, World,
    calls::{self, CallId, Ended},
};

/// Nobody has this address ("Troubleshoot call end response codes", Azure Communication Services documentation, 2025).
const UNKNOWN: (u16, u32) = (404, 0);

/// A call has reached the resource account `app` (dialled, transferred or redirected): it is taken with
/// [`crate::calls::voice_app::picked_up`] or refused with [`crate::calls::voice_app::refused`].
pub(crate) fn reached(world: &mut World, call: CallId, app: &RawId) {
    let Some(queue) = queue_behind(world, app) else {
        let (code, sub_code) = UNKNOWN;
        let ended = Ended {
            by: None,
            code,
            sub_code,
        };
        calls::voice_app::refused(world, call, app, ended);
        return;
    };
    // Arrivals are the last of what happens at one instant, and all of them enter before the next offers are made.
    let now = world.now();
    if world.teams.last_arrival != Some(now) {
        world.teams.last_arrival = Some(now);
        drive::advance(world, now);
    }
    forget(world, call);
    let line = Line {
        contact: world.calls.contact(call),
        app: app.clone(),
        next_app: None,
        key: None,
        stage: Stage::Entering,
    };
    world.teams.lines.insert(call, line);
    calls::voice_app::picked_up(world, call, app);
    let arrival = Arrival {
        queue: queue_id(queue),
        priority: world.declaration.teams.queues[queue].priority,
        label: u64::from(call.0),
        greeting: None,
        patience: None,
        handling: None,
        wrap_up: None,
    };
    drive::command(world, Command::Arrive(arrival))
        .expect("every declared queue is in the engine, and time does not go back");
}

/// Finds the queue whose resource account this is. A queue's own id reaches nothing.
fn queue_behind(world: &World, app: &RawId) -> Option<usize> {
    world.declaration.teams.queues.iter().position(|queue| {
        queue
            .resource_account
            .as_ref()
            .is_some_and(|account| account.raw_id() == *app)
    })
}

/// The caller has left, or the call is over for everyone: it leaves its queue, its agents are free.
pub(crate) fn call_ended(world: &mut World, call: CallId) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    match line.stage {
        Stage::Voicemail { .. } => voicemail::caller_gone(world, call),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Answered { .. } => {}
    }
    forget(world, call);
}

/// One person has joined a call, from a queue or not.
pub(crate) fn joined_call(world: &mut World, call: CallId, person: &RawId) {
    if let Some(person) = people::find(world, person) {
        people::takes(world, person, call);
    }
}

/// One person (an agent, say) has left a call that goes on or is about to end: they are free.
pub(crate) fn left_call(world: &mut World, call: CallId, person: &RawId) {
    let Some(person) = people::find(world, person) else {
        return;
    };
    let line = world.teams.lines.get(&call);
    if line.is_some_and(|line| line.stage == Stage::Answered { person }) {
        forget(world, call);
    }
    people::leaves(world, person, call);
}

/// Whom a voice app let ring has taken the call; the app is no party of it any more.
pub(crate) fn ring_taken(world: &mut World, call: CallId, _target: &RawId) {
    forget(world, call);
}

/// Whom a voice app let ring has not taken the call, which is still with the app.
pub(crate) fn ring_failed(world: &mut World, call: CallId, _target: &RawId, ended: Ended) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let app = line.app.clone();
    calls::voice_app::ended(world, call, &app, ended);
}

/// Takes a call out of wherever it is: its timer, and the engine, which says what that means for agents.
fn forget(world: &mut World, call: CallId) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let timer = match line.stage {
        Stage::Leaving { timer, .. } => timer,
        Stage::Voicemail { timer, .. } => Some(timer),
        Stage::Entering | Stage::Waiting { .. } | Stage::Answered { .. } => None,
    };
    let key = line.key;
    if let Some(timer) = timer {
        world.cancel_wake(timer);
    }
    match key {
        Some(key) => {
            let _gone_already = drive::command(world, Command::HangUp { call: key });
        }
        None => {
            world.teams.lines.remove(&call);
        }
    }
}
