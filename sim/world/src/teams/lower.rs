//! What the settings of a call queue mean to the engine.

use ringback_engine::queues::{
    AfterMiss, Availability, BusyAgents, Callbacks, Counting, Engine, Exit, Limit, MaxLegs, Member,
    NoAgents, Offers, Opting, Presenting, QueueConfig, Routing, Timeout, TimeoutCheck, WaitClock,
};

use super::{
    course::{Course, course},
    people, redirect,
    state::{agent_id, queue_id},
};
use crate::{
    Span,
    declaration::{
        self, NoAgentsApplyTo, PresenceBased, Queue, RoundRobin, Switches, Tenant,
        TimeoutEvaluation,
    },
};

/// A call leaves the engine, and the rest of its exception is carried out here.
pub(super) const CARRY_OUT: u32 = 0;
/// A call leaves the engine because it went through too many voice apps.
pub const CHAIN_TOO_LONG: u32 = 1;
/// A callback leaves the engine because it waited too long.
pub const CALLBACK_TIMED_OUT: u32 = 2;

/// Makes the engine of a tenant: its people are the agents, its queues the queues, in declared order.
pub(super) fn engine(tenant: &Tenant) -> Engine {
    let mut engine = Engine::new(max_legs(tenant));
    for person in &tenant.people {
        let agent = engine.add_agent(people::readiness(person.presence), 1);
        engine
            .set_idle_for(agent, person.idle_for)
            .expect("the agent was added just now");
    }
    for queue in &tenant.queues {
        engine
            .add_queue(config(tenant, queue), &members(tenant, queue))
            .expect("members are people of the tenant, each named once");
    }
    engine
}

/// How many voice apps a call may enter.
pub fn max_legs(tenant: &Tenant) -> MaxLegs {
    MaxLegs {
        legs: tenant.switches.max_voice_app_legs,
        tag: CHAIN_TOO_LONG,
    }
}

/// Lists the members of a queue in the order of its list, each once; their numbers are positions of people.
pub fn members(tenant: &Tenant, queue: &Queue) -> Vec<Member> {
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

/// Says what the settings of a queue mean to the engine: its alert times, bounds and treatments, as the tenant's switches read
/// them. Queues keep their positions.
pub fn config(tenant: &Tenant, queue: &Queue) -> QueueConfig {
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
        routing: routing(queue.routing, presence_based, &tenant.switches),
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
        wait_clock: match tenant.switches.wait_clock {
            declaration::WaitClock::AfterGreeting => WaitClock::AfterGreeting,
            declaration::WaitClock::FromArrival => WaitClock::FromArrival,
        },
        limit: Some(Limit {
            waiting: queue.overflow_threshold,
            exit: exit(tenant, &queue.overflow),
        }),
        timeout: Some(Timeout {
            after: queue.timeout_threshold,
            exit: exit(tenant, &queue.timeout),
            check: match tenant.switches.timeout_evaluation {
                TimeoutEvaluation::Exact => TimeoutCheck::Exact,
                TimeoutEvaluation::AlertBoundary => TimeoutCheck::RoundEnd,
            },
        }),
        no_agents: no_agents(tenant, queue),
        wrap_up: tenant.switches.wrap_up,
        after_miss: if tenant.switches.reset_idle_on_miss {
            AfterMiss::IdleAnew
        } else {
            AfterMiss::StaysIdle
        },
        callbacks: Callbacks {
            counting: if tenant.switches.callbacks_count_in_queue {
                Counting::AsWaiting
            } else {
                Counting::Apart
            },
            tag: CALLBACK_TIMED_OUT,
        },
    }
}

fn routing(
    routing: declaration::Routing,
    presence_based: PresenceBased,
    switches: &Switches,
) -> Routing {
    match (routing, presence_based) {
        (declaration::Routing::Attendant, PresenceBased::On) => Routing::RingAll,
        (declaration::Routing::Attendant, PresenceBased::Off) => Routing::RingAllEveryCall,
        (declaration::Routing::Serial, _) => Routing::Serial,
        (declaration::Routing::RoundRobin, _) => match switches.round_robin {
            RoundRobin::FewestAnswered => Routing::RoundRobin,
            RoundRobin::Rotate => Routing::InTurn,
        },
        (declaration::Routing::LongestIdle, _) => Routing::LongestIdle {
            fan_out: switches.longest_idle_fanout,
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
        (NoAgentsApplyTo::NewCalls, declaration::Routing::LongestIdle)
            if tenant.switches.longest_idle_new_calls_issue =>
        {
            NoAgents::Off
        }
        (
            NoAgentsApplyTo::NewCalls,
            declaration::Routing::Attendant
            | declaration::Routing::Serial
            | declaration::Routing::RoundRobin
            | declaration::Routing::LongestIdle,
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
