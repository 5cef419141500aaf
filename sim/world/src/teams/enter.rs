//! A call enters a queue or an attendant.

use ringback_engine::queues::{Arrival, Command};

use super::{Fact, ReachedBy, VoiceAppKind, app::App, drive, line::Stage, send, state::queue_id};
use crate::{
    RawId, World,
    calls::{self, CallId},
};

/// Why a call that went further ends.
const TOO_LONG: &str = "the call went through too many voice apps";
/// The priority of calls from an attendant that says nothing else ("New-CsAutoAttendantCallableEntity", Microsoft Teams
/// PowerShell reference, 2026).
const PRIORITY: u8 = 3;

/// A call that is not in the engine enters a queue.
pub(super) fn queue(
    world: &mut World,
    call: CallId,
    from: App,
    queue: usize,
    account: Option<RawId>,
    priority: Option<u8>,
) {
    if is_chain_too_long(world, call) {
        return chain_too_long(world, call, from);
    }
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    line.next_app = account;
    let priority = priority.or(line.priority).unwrap_or(PRIORITY);
    arrive(world, call, queue, priority);
}

/// A call arrives in the line of a queue. Arrivals are the last of what happens at one instant, and all of them enter
/// before the next offers are made.
pub(super) fn arrive(world: &mut World, call: CallId, queue: usize, priority: u8) {
    let now = world.now();
    if world.teams.last_arrival != Some(now) {
        world.teams.last_arrival = Some(now);
        drive::advance(world, now);
    }
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Entering;
        line.priority = Some(priority);
    }
    let arrival = Arrival {
        queue: queue_id(queue),
        priority,
        label: u64::from(call.0),
        greeting: None,
        patience: None,
        handling: None,
        wrap_up: None,
    };
    drive::command(world, Command::Arrive(arrival))
        .expect("every declared queue is in the engine, and time does not go back");
}

/// A call that is sent on enters an attendant, whose resource account takes over where it is reached by one. Tells
/// whether it got there.
pub(super) fn attendant(
    world: &mut World,
    call: CallId,
    from: App,
    attendant: usize,
    account: Option<RawId>,
    priority: Option<u8>,
) -> bool {
    if is_chain_too_long(world, call) {
        chain_too_long(world, call, from);
        return false;
    }
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return false;
    };
    line.priority = priority.or(line.priority);
    let by = match account {
        Some(_) => ReachedBy::Account,
        None => ReachedBy::Direct,
    };
    if let Some(account) = account {
        line.app = account.clone();
        calls::voice_app::picked_up(world, call, &account);
    }
    leg(world, call, App::Attendant(attendant), by);
    world.teams.lines.contains_key(&call)
}

/// Counts a voice app on a call's way, and tells that it is there.
pub(super) fn leg(world: &mut World, call: CallId, app: App, by: ReachedBy) {
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    line.legs += 1;
    let kind = match app {
        App::Attendant(attendant) => {
            line.first_attendant.get_or_insert(attendant);
            VoiceAppKind::Attendant
        }
        App::Queue(_) => VoiceAppKind::Queue,
    };
    let connectivity = line.connectivity;
    let tenant = &world.declaration.teams;
    let account = match by {
        ReachedBy::Account => app.account(tenant),
        ReachedBy::Direct => None,
    };
    let reached = Fact::VoiceAppReached {
        call,
        app: app.name(tenant),
        kind,
        by,
        connectivity,
        resource_account: account.map(|account| account.object_id.clone()),
    };
    drive::record(world, call, reached);
}

/// Tells whether a call may enter no more voice apps.
pub(super) fn is_chain_too_long(world: &World, call: CallId) -> bool {
    let line = world.teams.lines.get(&call);
    line.is_some_and(|line| line.legs >= world.declaration.teams.switches.max_voice_app_legs)
}

/// The call has been through too many voice apps, and ends.
pub(super) fn chain_too_long(world: &mut World, call: CallId, from: App) {
    send::fail(world, call, from, TOO_LONG.to_owned());
}
