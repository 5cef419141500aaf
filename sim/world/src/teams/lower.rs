//! What the settings of a call queue mean to the engine.

use ringback_engine::queues::{
    Availability, BusyAgents, Engine, Exit, Limit, MaxLegs, Member, NoAgents, Offers, Opting,
    Presenting, QueueConfig, Routing, Timeout, TimeoutCheck, WaitClock,
};

use super::{
    course::{Course, course},
    enter::MAX_LEGS,
    people, redirect,
    state::{agent_id, queue_id},
};
use crate::{
    Span,
    declaration::{self, NoAgentsApplyTo, PresenceBased, Queue, Tenant},
};

/// A call leaves the engine, and the rest of its exception is carried out here.
pub(super) const CARRY_OUT: u32 = 0;
/// A call leaves the engine because it went through too many voice apps.
pub(super) const CHAIN_TOO_LONG: u32 = 1;
/// How many agents one call rings at together while agents outnumber calls ("Create a call queue", Microsoft Learn,
/// 2025-02-05: the two longest idle).
const LONGEST_IDLE_FAN_OUT: u32 = 2;

/// Makes the engine of a tenant: its people are the agents, its queues the queues, in declared order.
pub(super) fn engine(tenant: &Tenant) -> Engine {
    let mut engine = Engine::new(MaxLegs {
        legs: MAX_LEGS,
        tag: CHAIN_TOO_LONG,
    });
    for person in &tenant.people {
        engine.add_agent(people::readiness(person.presence), 1);
    }
    for queue in &tenant.queues {
        engine
            .add_queue(config(tenant, queue), &members(tenant, queue))
            .expect("members are people of the tenant, each named once");
    }
    engine
}

/// Lists the members of a queue in the order of its list, each once.
pub(super) fn members(tenant: &Tenant, queue: &Queue) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for person in people::members(tenant, &queue.agents) {
        let agent = agent_id(person);
        if members.iter().all(|member| member.agent != agent) {
            members.push(Member {
                agent,
                opting: Opting::In,
            });
        }
    }
    members
}

pub(super) fn config(tenant: &Tenant, queue: &Queue) -> QueueConfig {
    // Longest idle heeds presence whatever is stored.
    let presence_based = match queue.routing {
        declaration::Routing::LongestIdle => PresenceBased::On,
        declaration::Routing::Attendant
        | declaration::Routing::Serial
        | declaration::Routing::RoundRobin => queue.presence_based,
    };
    let (availability, busy_agents, offers) = match presence_based {
        PresenceBased::On => (
            Availability::Required,
            BusyAgents::Skip,
            Offers::OnePerAgent,
        ),
        PresenceBased::Off => (Availability::Ignored, BusyAgents::Offer, Offers::Unlimited),
    };
    QueueConfig {
        routing: routing(queue.routing, presence_based),
        presenting: Presenting::Ring {
            alert_time: Some(queue.alert_time),
        },
        offers,
        availability,
        busy_agents,
        greeting: queue
            .greeting
            .as_ref()
            .map_or(Span::ZERO, |greeting| greeting.takes),
        wait_clock: WaitClock::AfterGreeting,
        limit: Some(Limit {
            waiting: queue.overflow_threshold,
            exit: exit(tenant, &queue.overflow),
        }),
        timeout: Some(Timeout {
            after: queue.timeout_threshold,
            exit: exit(tenant, &queue.timeout),
            check: TimeoutCheck::Exact,
        }),
        no_agents: no_agents(tenant, queue),
        wrap_up: Span::ZERO,
    }
}

fn routing(routing: declaration::Routing, presence_based: PresenceBased) -> Routing {
    match (routing, presence_based) {
        (declaration::Routing::Attendant, PresenceBased::On) => Routing::RingAll,
        (declaration::Routing::Attendant, PresenceBased::Off) => Routing::RingAllEveryCall,
        (declaration::Routing::Serial, _) => Routing::Serial,
        (declaration::Routing::RoundRobin, _) => Routing::RoundRobin,
        (declaration::Routing::LongestIdle, _) => Routing::LongestIdle {
            fan_out: LONGEST_IDLE_FAN_OUT,
        },
    }
}

fn no_agents(tenant: &Tenant, queue: &Queue) -> NoAgents {
    let Some(exception) = &queue.no_agents else {
        return NoAgents::Off;
    };
    let exit = exit(tenant, exception);
    match (queue.no_agents_apply_to, queue.routing) {
        (NoAgentsApplyTo::AllCalls, _) => NoAgents::AllCalls(exit),
        // A known issue of the product: new calls are queued ("Create a call queue", Microsoft Learn, 2025-02-05).
        (NoAgentsApplyTo::NewCalls, declaration::Routing::LongestIdle) => NoAgents::Off,
        (
            NoAgentsApplyTo::NewCalls,
            declaration::Routing::Attendant
            | declaration::Routing::Serial
            | declaration::Routing::RoundRobin,
        ) => NoAgents::NewCalls(exit),
    }
}

/// The engine moves calls between queues itself; whatever else happens to them is carried out here.
fn exit(tenant: &Tenant, exception: &declaration::Exception) -> Exit {
    match course(tenant, &exception.target) {
        Course::Queue {
            queue, priority, ..
        } => Exit::Queue {
            queue: queue_id(queue),
            after: redirect::prompt_takes(exception),
            priority,
        },
        Course::Attendant { .. }
        | Course::End(_)
        | Course::Person(_)
        | Course::External(_)
        | Course::Voicemail(_)
        | Course::SharedVoicemail { .. }
        | Course::Dangling(_)
        | Course::Fail(_) => Exit::Leave(CARRY_OUT),
    }
}
