//! Queues: what the engine is told, and how their targets are called.

use ringback_engine::{
    Span,
    queues::{
        AfterMiss, Availability, BusyAgents, Callbacks, Counting, Exit, Limit, NoAgents, Offers,
        Presenting, QueueConfig, QueueId, Routing, Timeout, TimeoutCheck, WaitClock,
    },
};
use ringback_scenarios::population::{NoAgentsOf, PlainQueue, PlainRouting, Plan, Then};
use ringback_world::{
    declaration::{Callback, Exception},
    teams,
};

/// A queue.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    pub(crate) name: String,
    pub(crate) config: QueueConfig,
    /// Its members, as positions of agents, in the order of its list.
    pub(crate) members: Vec<u32>,
    pub(crate) priority: u8,
    /// Where overflow, timeout and no-agents send contacts, in this order.
    pub(crate) targets: [String; 3],
    pub(crate) callback: Option<CallbackOffer>,
}

/// When waiting customers are offered to be called back.
#[derive(Clone, Debug)]
pub(crate) enum CallbackOffer {
    /// After so long a wait.
    After(Span),
    /// By the rules of a Teams queue, between two rounds of its music.
    Teams {
        /// The thresholds.
        rules: Box<Callback>,
        /// How long a round of music takes.
        music: Span,
    },
}

/// Contacts leave for good by this tag; why, the event before says.
pub(crate) const LEFT: u32 = 0;

/// Makes the queues of a plan; `agent_of` finds the agent of a person.
pub(super) fn queues(plan: &Plan, agent_of: &dyn Fn(usize) -> Option<u32>) -> Vec<Queue> {
    if !plan.plain_queues.is_empty() {
        let names = plan.queues();
        return plan
            .plain_queues
            .iter()
            .enumerate()
            .map(|(number, queue)| plain(plan, number, queue, &names))
            .collect();
    }
    let tenant = &plan.declaration.teams;
    let target = |exception: Option<&Exception>| match exception {
        None => "waits on".to_owned(),
        Some(exception) => match teams::target_name(tenant, &exception.target) {
            (action, None) => action.to_owned(),
            (action, Some(name)) => format!("{action} {name}"),
        },
    };
    let queue = |queue: &ringback_world::declaration::Queue| Queue {
        name: queue.name.clone(),
        config: teams::queue_config(tenant, queue),
        members: teams::queue_members(tenant, queue)
            .iter()
            .filter_map(|member| agent_of(member.agent.0 as usize))
            .collect(),
        priority: queue.priority,
        targets: [
            target(Some(&queue.overflow)),
            target(Some(&queue.timeout)),
            target(queue.no_agents.as_ref()),
        ],
        callback: queue.callback.as_ref().map(|rules| CallbackOffer::Teams {
            rules: Box::new(rules.clone()),
            music: queue.music.takes,
        }),
    };
    tenant.queues.iter().map(queue).collect()
}

fn plain(plan: &Plan, number: usize, queue: &PlainQueue, names: &[&str]) -> Queue {
    let groups = plan
        .groups
        .iter()
        .filter(|group| group.queues.contains(&number));
    let members = groups
        .flat_map(|group| group.agents.iter().map(|agent| *agent as u32))
        .collect();
    let target = |then: Option<&Then>| match then {
        None => "waits on".to_owned(),
        Some(Then::Disconnect) => "disconnect".to_owned(),
        Some(Then::Queue(queue)) => format!("queue {}", names[*queue]),
        Some(Then::To(name)) => name.clone(),
    };
    let limit = queue.limit.as_ref();
    let timeout = queue.timeout.as_ref();
    let absent = queue.no_agents.as_ref();
    let config = QueueConfig {
        routing: match (queue.routing, queue.alert_time) {
            (PlainRouting::LongestIdle, _) => Routing::LongestIdle { fan_out: 1 },
            (PlainRouting::Serial, None) => Routing::FirstIdle,
            (PlainRouting::Serial, Some(_)) => Routing::Serial,
            (PlainRouting::RoundRobin, _) => Routing::RoundRobin,
            (PlainRouting::RingAll, _) => Routing::RingAll,
        },
        presenting: match queue.alert_time {
            None => Presenting::AtOnce,
            Some(alert_time) => Presenting::Ring {
                alert_time: Some(alert_time),
            },
        },
        offers: Offers::OnePerAgent,
        availability: Availability::Required,
        busy_agents: BusyAgents::Skip,
        greeting: queue.greeting,
        wait_clock: WaitClock::AfterGreeting,
        limit: limit.map(|(waiting, then)| Limit {
            waiting: *waiting,
            exit: exit(then),
        }),
        timeout: timeout.map(|(after, then)| Timeout {
            after: *after,
            exit: exit(then),
            check: TimeoutCheck::Exact,
        }),
        no_agents: match absent {
            None => NoAgents::Off,
            Some((NoAgentsOf::NewContacts, then)) => NoAgents::NewCalls(exit(then)),
            Some((NoAgentsOf::AllContacts, then)) => NoAgents::AllCalls(exit(then)),
        },
        wrap_up: Span::ZERO,
        after_miss: AfterMiss::StaysIdle,
        callbacks: Callbacks {
            counting: Counting::AsWaiting,
            tag: teams::CALLBACK_TIMED_OUT,
        },
    };
    Queue {
        name: queue.name.clone(),
        config,
        members,
        priority: PLAIN_PRIORITY,
        targets: [
            target(limit.map(|(_, then)| then)),
            target(timeout.map(|(_, then)| then)),
            target(absent.map(|(_, then)| then)),
        ],
        callback: queue.callback_after.map(CallbackOffer::After),
    }
}

/// The priority of contacts whose kind has none: the middle, as in Teams.
const PLAIN_PRIORITY: u8 = 3;

fn exit(then: &Then) -> Exit {
    match then {
        Then::Disconnect | Then::To(_) => Exit::Leave(LEFT),
        Then::Queue(queue) => Exit::Queue {
            queue: QueueId(*queue as u32),
            after: Span::ZERO,
            priority: None,
        },
    }
}

impl Queue {
    /// Lists the queues that its exceptions lead to.
    pub(super) fn leads_to(&self) -> Vec<usize> {
        let no_agents = match self.config.no_agents {
            NoAgents::Off => None,
            NoAgents::NewCalls(exit) | NoAgents::AllCalls(exit) => Some(exit),
        };
        let exits = [
            self.config.limit.map(|limit| limit.exit),
            self.config.timeout.map(|timeout| timeout.exit),
            no_agents,
        ];
        let queue = |exit: Exit| match exit {
            Exit::Queue { queue, .. } => Some(queue.0 as usize),
            Exit::Leave(_) => None,
        };
        exits.into_iter().flatten().filter_map(queue).collect()
    }
}
