//! Agents whom Shifts supplies take part in their queue while a shift of theirs runs.

use ringback_engine::queues::{Command, Opting};

use super::{
    Opted, drive,
    state::{agent_id, queue_id},
    wake::Wake,
};
use crate::{Span, World, wake};

/// Whether a person takes part in a queue now: opted in, and on shift where that matters.
pub(super) fn opting(world: &World, person: usize, queue: usize) -> Opting {
    let opted_in = world.teams.people[person].opted(queue) == Some(Opted::In);
    if opted_in && is_on_shift(world, person, queue) {
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

/// Looks at the shifts of every queue, now and at each of their bounds.
pub(crate) fn begin(world: &mut World) {
    for queue in 0..world.declaration.teams.queues.len() {
        look(world, queue);
    }
}

/// A shift of a queue begins or ends: who goes is withdrawn from what rings, and goes on with what they talk in.
pub(super) fn look(world: &mut World, queue: usize) {
    if let Some(timer) = world.teams.queues[queue].next_shift.take() {
        world.cancel_wake(timer);
    }
    let now = world.civil(world.now());
    let Some(shifts) = &world.declaration.teams.queues[queue].shifts else {
        return;
    };
    let bounds = shifts.iter().flat_map(|shift| [shift.from, shift.to]);
    let next = bounds.filter(|bound| *bound > now).min();
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
    if let Some(next) = next {
        let micros = next.as_microsecond() - now.as_microsecond();
        let after = Span::from_micros(u64::try_from(micros).unwrap_or(u64::MAX));
        let timer = world.wake_in(after, wake::Wake::Teams(Wake::Shift { queue }));
        world.teams.queues[queue].next_shift = Some(timer);
    }
}
