//! The tenant is declared anew while calls wait and ring.

use ringback_engine::queues;

use super::{
    Opted, drive, lower,
    people::{self, Membership, Person},
    state::{Queue, agent_id, queue_id},
    taking_part,
    view::QueueCounts,
};
use crate::{
    World,
    declaration::{OptOut, Tenant},
};

/// Takes over the world's new declaration, in which everything of `before` still has its place.
pub(crate) fn redeclare(world: &mut World, before: &Tenant) {
    let tenant = world.declaration.teams.clone();
    world.teams.engine.set_max_legs(lower::max_legs(&tenant));
    add_people(world, &tenant);
    for (index, queue) in tenant.queues.iter().enumerate() {
        match world.teams.queues.get_mut(index) {
            Some(known) if before.queues[index].opt_out != queue.opt_out => {
                known.opt_out = queue.opt_out;
            }
            Some(_) => {}
            None => world.teams.queues.push(Queue {
                opt_out: queue.opt_out,
                counts: QueueCounts::default(),
                joins: std::collections::BTreeMap::new(),
                next_look: None,
            }),
        }
    }
    let attendants = &mut world.teams.attendants;
    attendants.resize_with(tenant.attendants.len(), Default::default);
    for person in 0..tenant.people.len() {
        seat(world, &tenant, person);
    }
    add_queues(world, &tenant, before.queues.len());
    for (index, queue) in tenant.queues.iter().enumerate().take(before.queues.len()) {
        let members = members(world, index);
        let told = [
            queues::Command::SetMembers {
                queue: queue_id(index),
                members,
            },
            queues::Command::Configure {
                queue: queue_id(index),
                config: Box::new(lower::config(&tenant, queue)),
            },
        ];
        for command in told {
            drive::tell(world, command);
        }
    }
    taking_part::begin(world);
}

fn add_people(world: &mut World, tenant: &Tenant) {
    for person in world.teams.people.len()..tenant.people.len() {
        let readiness = people::readiness(tenant.people[person].presence);
        world.teams.engine.add_agent(readiness, 1);
        let mut added = Person::new(tenant, person);
        added.memberships.clear();
        world.teams.people.push(added);
        // Whoever comes now has been idle since now.
        let ready = queues::Command::SetReadiness {
            agent: agent_id(person),
            readiness,
            idle_since: Some(world.now()),
        };
        drive::tell(world, ready);
        let idle_for = tenant.people[person].idle_for;
        world
            .teams
            .engine
            .set_idle_for(agent_id(person), idle_for)
            .expect("the agent was added just now");
    }
}

/// Who stays in a queue stays opted out of it, where that is still allowed.
fn seat(world: &mut World, tenant: &Tenant, person: usize) {
    let teams = &mut world.teams;
    let state = &mut teams.people[person];
    let declared = Person::new(tenant, person).memberships.into_iter();
    let memberships = declared.map(|membership| Membership {
        opted: match teams.queues[membership.queue].opt_out {
            OptOut::Allowed => state.opted(membership.queue).unwrap_or(Opted::In),
            OptOut::NotAllowed => Opted::In,
        },
        ..membership
    });
    let memberships: Vec<Membership> = memberships.collect();
    let before = std::mem::replace(&mut state.memberships, memberships.clone());
    for membership in memberships {
        let queue = membership.queue;
        let is_new = before.iter().all(|before| before.queue != queue);
        if is_new && tenant.queues[queue].by_group.contains(&person) {
            taking_part::joins_later(world, person, queue);
        }
    }
}

fn add_queues(world: &mut World, tenant: &Tenant, known: usize) {
    for (index, queue) in tenant.queues.iter().enumerate().skip(known) {
        let members = members(world, index);
        let config = lower::config(tenant, queue);
        world
            .teams
            .engine
            .add_queue(config, &members)
            .expect("members are people of the tenant, each named once");
    }
}

/// Lists the members of a queue in the order of its list, each once.
fn members(world: &World, queue: usize) -> Vec<queues::Member> {
    lower::members(
        &world.declaration.teams,
        &world.declaration.teams.queues[queue],
    )
    .into_iter()
    .map(|mut member| {
        let person = super::state::person_index(member.agent);
        member.opting = taking_part::opting(world, person, queue);
        member
    })
    .collect()
}
