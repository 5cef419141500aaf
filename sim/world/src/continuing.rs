//! A declaration that goes on from another one: what was declared keeps its place, what is new comes after it.

use crate::declaration::{Declaration, Exception, Queue, Target};

impl Declaration {
    /// Puts a later declaration into the order of this one, so that everything that runs keeps its place. Gives nothing
    /// where the later one lacks something, or is another tenant.
    pub fn continued_by(&self, later: Self) -> Option<Self> {
        if self.teams.id != later.teams.id {
            return None;
        }
        let resources = places(&self.resources, &later.resources, |one, other| {
            (&one.name, &one.id) == (&other.name, &other.id)
        })?;
        let people = places(&self.teams.people, &later.teams.people, |one, other| {
            (&one.name, &one.object_id) == (&other.name, &other.object_id)
        })?;
        let queues = places(&self.teams.queues, &later.teams.queues, |one, other| {
            (&one.name, &one.id) == (&other.name, &other.id)
        })?;
        let groups = places(&self.teams.groups, &later.teams.groups, |one, other| {
            (&one.name, &one.id) == (&other.name, &other.id)
        })?;
        let bots = places(&self.bots, &later.bots, |one, other| {
            (&one.name, &one.identity) == (&other.name, &other.identity)
        })?;
        let mut continued = later;
        put(&mut continued.bots, bots);
        let teams = &mut continued.teams;
        for queue in &mut teams.queues {
            renumber(queue, &people, &queues, &groups);
        }
        put(&mut teams.people, people);
        put(&mut teams.queues, queues);
        put(&mut teams.groups, groups);
        put(&mut continued.resources, resources);
        Some(continued)
    }
}

/// Finds the place of each later item: where it stood, or behind everything.
fn places<T>(before: &[T], later: &[T], same: impl Fn(&T, &T) -> bool) -> Option<Vec<usize>> {
    let is_still_there = |one: &T| later.iter().any(|other| same(one, other));
    if !before.iter().all(is_still_there) {
        return None;
    }
    let mut next = before.len();
    let place = |item: &T| {
        before
            .iter()
            .position(|one| same(one, item))
            .unwrap_or_else(|| {
                next += 1;
                next - 1
            })
    };
    Some(later.iter().map(place).collect())
}

fn put<T>(items: &mut Vec<T>, places: Vec<usize>) {
    let mut placed: Vec<(usize, T)> = places.into_iter().zip(items.drain(..)).collect();
    placed.sort_by_key(|(place, _)| *place);
    items.extend(placed.into_iter().map(|(_, item)| item));
}

fn renumber(queue: &mut Queue, people: &[usize], queues: &[usize], groups: &[usize]) {
    let moved = |index: &mut usize, places: &[usize]| {
        if let Some(place) = places.get(*index) {
            *index = *place;
        }
    };
    for agent in &mut queue.agents {
        moved(agent, people);
    }
    let exceptions: [Option<&mut Exception>; 3] = [
        Some(&mut queue.overflow),
        Some(&mut queue.timeout),
        queue.no_agents.as_mut(),
    ];
    for exception in exceptions.into_iter().flatten() {
        match &mut exception.target {
            Target::Disconnect | Target::DisconnectWithBusy => {}
            Target::Queue { queue, .. } => moved(queue, queues),
            Target::SharedVoicemail { group, .. } => moved(group, groups),
        }
    }
}
