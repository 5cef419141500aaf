//! Who takes part in a queue now: those who opted in, whom Shifts supplies while a shift of theirs runs, and members of groups
//! once their membership has got around.

use ringback_engine::queues::{Command, Opting};

use super::{
    Opted, drive, people,
    state::{agent_id, queue_id},
    wake::Wake,
};
use crate::{Span, World, wake};

/// Whether a person takes part in a queue now.
pub(super) fn opting(world: &World, person: usize, queue: usize) -> Opting {
    let opted_in = world.teams.people[person].opted(queue) == Some(Opted::In);
    if opted_in && is_on_shift(world, person, queue) && has_joined(world, person, queue) {
        Opting::In
    } else {
        Opting::Out
    }
}

fn is_on_shift(world: &World, person: usize, queue: usize) -> bool {
    let now = world.civil(world.now());
    let shifts = &world.declaration.teams.queues[queue].shifts;
    shifts.as_ref().is_none_or(|shifts| {
        let mut theirs = shifts.iter().filter(|shift| shift.person == person);
        theirs.any(|shift| shift.runs(now))
    })
}

fn has_joined(world: &World, person: usize, queue: usize) -> bool {
    let joins = &world.teams.queues[queue].joins;
    joins.get(&person).is_none_or(|at| *at <= world.now())
}

/// Somebody is new in a group of a queue: the queue hears of it after the tenant's lag.
pub(super) fn joins_later(world: &mut World, person: usize, queue: usize) {
    let lag = world.declaration.teams.switches.membership_lag;
    if !lag.is_zero() {
        let at = world.now().saturating_add(lag);
        world.teams.queues[queue].joins.insert(person, at);
    }
}

/// Looks at every queue, now and whenever somebody begins or ceases to take part.
pub(crate) fn begin(world: &mut World) {
    for queue in 0..world.declaration.teams.queues.len() {
        look(world, queue);
    }
    for person in 0..world.declaration.teams.people.len() {
        people::watch(world, person);
    }
}

/// Somebody begins or ceases to take part in a queue: who goes is withdrawn from what rings, and goes on with what they
/// talk in.
pub(super) fn look(world: &mut World, queue: usize) {
    if let Some(timer) = world.teams.queues[queue].next_look.take() {
        world.cancel_wake(timer);
    }
    let now = world.now();
    let ends = ends(world, queue);
    if ends.is_empty() {
        return;
    }
    for person in 0..world.teams.people.len() {
        if world.teams.people[person].opted(queue).is_some() {
            let told = Command::SetOpting {
                queue: queue_id(queue),
                agent: agent_id(person),
                opting: opting(world, person, queue),
            };
            drive::tell(world, told);
        }
    }
    if let Some(after) = ends.into_iter().filter(|after| !after.is_zero()).min() {
        let timer = world.wake_in(after, wake::Wake::Teams(Wake::TakingPart { queue }));
        world.teams.queues[queue].next_look = Some(timer);
    }
    world.teams.queues[queue].joins.retain(|_, at| *at > now);
}

/// After how long something changes; zero for what lies behind.
fn ends(world: &World, queue: usize) -> Vec<Span> {
    let now = world.civil(world.now());
    let shifts = world.declaration.teams.queues[queue].shifts.iter();
    let shifts = shifts.flatten().flat_map(|shift| [shift.from, shift.to]);
    let shifts = shifts.map(|bound| {
        let micros = bound.as_microsecond() - now.as_microsecond();
        Span::from_micros(u64::try_from(micros).unwrap_or(0))
    });
    let joins = world.teams.queues[queue].joins.values();
    let joins = joins.map(|at| at.since(world.now()));
    shifts.chain(joins).collect()
}
