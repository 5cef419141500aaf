//! What agents and administrators do.

use ringback_engine::queues;

use super::{
    Command, Fact, Opted, Presence, Refusal as Refused, drive, park, people,
    state::{agent_id, queue_id},
    taking_part,
};
use crate::{
    RawId, Refusal, Reply, What, World,
    calls::{self, Act, CallId, PartyAct},
    declaration::OptOut,
};

pub(crate) fn handle(world: &mut World, command: Command) -> Result<Reply, Refusal> {
    match command {
        Command::SetPresence { person, presence } => set_presence(world, &person, presence)?,
        Command::SetOptedIn {
            person,
            queue: Some(queue),
            opted,
        } => set_opted(world, &person, &queue, opted)?,
        Command::SetOptedIn {
            person,
            queue: None,
            opted,
        } => set_opted_everywhere(world, &person, opted)?,
        Command::SetOptOut { queue, opt_out } => set_opt_out(world, &queue, opt_out)?,
        Command::Answer { agent, call } => {
            act_on_ring(world, &agent, call, Act::Answer, |call, agent| {
                queues::Command::Answer { call, agent }
            })?;
        }
        Command::Decline { agent, call } => {
            act_on_ring(world, &agent, call, Act::Decline, |call, agent| {
                queues::Command::Decline { call, agent }
            })?;
        }
        Command::HangUp { agent, call } => return in_call(world, &agent, call, Act::HangUp),
        Command::InCall { agent, call, act } => return in_call(world, &agent, call, act),
        Command::Retrieve { person: name, code } => {
            let person = person(world, &name)?;
            park::retrieve(world, person, code)?;
        }
    }
    Ok(Reply::Done)
}

fn set_presence(world: &mut World, name: &str, presence: Presence) -> Result<(), Refused> {
    let person = person(world, name)?;
    world.teams.people[person].afterwards = None;
    people::active(world, person);
    people::show(world, person, presence);
    Ok(())
}

fn set_opted(world: &mut World, name: &str, queue: &str, opted: Opted) -> Result<(), Refused> {
    let person = person(world, name)?;
    people::active(world, person);
    let index = find_queue(world, queue)?;
    if world.teams.people[person].opted(index).is_none() {
        return Err(not_a_member(world, person, queue));
    }
    if opted == Opted::Out && world.teams.queues[index].opt_out == OptOut::NotAllowed {
        return Err(Refused::OptOutNotAllowed {
            queue: queue.to_owned(),
        });
    }
    opt(world, person, index, opted);
    Ok(())
}

/// Opts in or out wherever it is allowed; where it is allowed nowhere, that is refused.
fn set_opted_everywhere(world: &mut World, name: &str, opted: Opted) -> Result<(), Refused> {
    let person = person(world, name)?;
    people::active(world, person);
    let all: Vec<usize> = world.teams.people[person]
        .memberships
        .iter()
        .map(|membership| membership.queue)
        .collect();
    let allowed =
        |queue: &usize| opted == Opted::In || world.teams.queues[*queue].opt_out == OptOut::Allowed;
    let some: Vec<usize> = all.iter().copied().filter(allowed).collect();
    if let (Some(first), true) = (all.first(), some.is_empty()) {
        return Err(Refused::OptOutNotAllowed {
            queue: world.declaration.teams.queues[*first].name.clone(),
        });
    }
    for queue in some {
        opt(world, person, queue, opted);
    }
    Ok(())
}

/// Withdrawing the right opts everyone in again ("Create a call queue", Microsoft Learn, 2019).
fn set_opt_out(world: &mut World, queue: &str, opt_out: OptOut) -> Result<(), Refused> {
    let index = find_queue(world, queue)?;
    world.teams.queues[index].opt_out = opt_out;
    match opt_out {
        OptOut::Allowed => {}
        OptOut::NotAllowed => {
            for person in 0..world.teams.people.len() {
                if world.teams.people[person].opted(index).is_some() {
                    opt(world, person, index, Opted::In);
                }
            }
        }
    }
    Ok(())
}

fn opt(world: &mut World, person: usize, queue: usize, opted: Opted) {
    let mut memberships = world.teams.people[person].memberships.iter_mut();
    let Some(membership) = memberships.find(|membership| membership.queue == queue) else {
        return;
    };
    if membership.opted == opted {
        return;
    }
    membership.opted = opted;
    let tenant = &world.declaration.teams;
    let changed = Fact::OptedChanged {
        person: tenant.people[person].name.clone(),
        queue: tenant.queues[queue].name.clone(),
        opted,
    };
    world.record(None, What::Teams(changed));
    let opting = queues::Command::SetOpting {
        queue: queue_id(queue),
        agent: agent_id(person),
        opting: taking_part::opting(world, person, queue),
    };
    drive::tell(world, opting);
}

/// Does something to the one call that rings at an agent, or to the one that is named: a queue's offer, or a call that
/// came to the person from elsewhere.
fn act_on_ring(
    world: &mut World,
    name: &str,
    call: Option<CallId>,
    act: Act,
    on_offer: impl FnOnce(queues::CallKey, queues::AgentId) -> queues::Command,
) -> Result<(), Refusal> {
    let person = person(world, name)?;
    people::active(world, person);
    let nothing = || Refused::NothingOffered {
        agent: name.to_owned(),
    };
    let party = RawId::teams_user(world.declaration.teams.people[person].object_id.as_str());
    let offers = world.teams.people[person].offers.iter();
    let offered: Vec<CallId> = offers.map(|offer| offer.call).collect();
    let ringing = world.calls.ringing_at(&party);
    let all = offered.iter().chain(&ringing).copied();
    let call = one_of(all, call, name)?.ok_or_else(nothing)?;
    if ringing.contains(&call) {
        let act = PartyAct { call, party, act };
        return calls::handle(world, calls::Command::Party(act)).map(|_| ());
    }
    let key = world.teams.lines.get(&call).and_then(|line| line.key);
    let done = key.map(|key| drive::command(world, on_offer(key, agent_id(person))));
    match done {
        Some(Ok(_)) => Ok(()),
        Some(Err(_)) | None => Err(nothing().into()),
    }
}

fn in_call(
    world: &mut World,
    name: &str,
    call: Option<CallId>,
    act: Act,
) -> Result<Reply, Refusal> {
    let person = person(world, name)?;
    people::active(world, person);
    let calls = world.teams.people[person].calls.iter().copied();
    let call = one_of(calls, call, name)?.ok_or_else(|| Refused::NotInCall {
        agent: name.to_owned(),
    })?;
    let object_id = &world.declaration.teams.people[person].object_id;
    let act = PartyAct {
        call,
        party: RawId::teams_user(object_id.as_str()),
        act,
    };
    calls::handle(world, calls::Command::Party(act))
}

/// Finds the call that is meant: the named one, or the only one.
fn one_of(
    calls: impl Iterator<Item = CallId>,
    named: Option<CallId>,
    agent: &str,
) -> Result<Option<CallId>, Refused> {
    let fitting: Vec<CallId> = calls
        .filter(|call| named.is_none_or(|named| named == *call))
        .collect();
    match fitting.as_slice() {
        [] => Ok(None),
        [call] => Ok(Some(*call)),
        [_, ..] => Err(Refused::Ambiguous {
            agent: agent.to_owned(),
            count: fitting.len(),
        }),
    }
}

fn person(world: &World, name: &str) -> Result<usize, Refused> {
    let people = &world.declaration.teams.people;
    people
        .iter()
        .position(|person| person.name == name)
        .ok_or_else(|| Refused::UnknownPerson {
            name: name.to_owned(),
            known: joined(people.iter().map(|person| person.name.as_str())),
        })
}

fn find_queue(world: &World, name: &str) -> Result<usize, Refused> {
    let queues = &world.declaration.teams.queues;
    queues
        .iter()
        .position(|queue| queue.name == name)
        .ok_or_else(|| Refused::UnknownQueue {
            name: name.to_owned(),
            known: joined(queues.iter().map(|queue| queue.name.as_str())),
        })
}

fn not_a_member(world: &World, person: usize, queue: &str) -> Refused {
    let theirs = &world.teams.people[person].memberships;
    let names = theirs.iter().map(|membership| {
        world.declaration.teams.queues[membership.queue]
            .name
            .as_str()
    });
    Refused::UnknownQueue {
        name: queue.to_owned(),
        known: joined(names),
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
