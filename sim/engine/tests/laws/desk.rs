//! A queue with three agents, A to C, or four, and a readable record of what happened.

use std::fmt::Write;

use ringback_engine::queues::{
    AfterMiss, AgentId, Arrival, Availability, BusyAgents, CallKey, Callbacks, Command, Counting,
    Engine, Event, Exit, Limit, MaxLegs, Member, NoAgents, Offer, Offers, Opting, Presenting,
    QueueConfig, QueueId, Readiness, Reply, Routing, Timeout, TimeoutCheck, WaitClock,
};
use ringback_engine::{Span, Time};

pub(crate) const OVERFLOW: u32 = 1;
pub(crate) const TIMEOUT: u32 = 2;
pub(crate) const NO_AGENTS: u32 = 3;
pub(crate) const TOO_LONG: u32 = 4;

pub(crate) const A: AgentId = AgentId(0);
pub(crate) const B: AgentId = AgentId(1);
pub(crate) const C: AgentId = AgentId(2);
pub(crate) const D: AgentId = AgentId(3);

/// Seconds of the case are counted from here, so that agents can be idle since before.
const START_S: u64 = 1_000;

/// The rules of the baseline queue.
pub(crate) fn baseline(routing: Routing) -> QueueConfig {
    QueueConfig {
        routing,
        presenting: Presenting::Ring {
            alert_time: Some(Span::from_secs(30)),
        },
        offers: Offers::OnePerAgent,
        availability: Availability::Required,
        busy_agents: BusyAgents::Skip,
        greeting: Span::ZERO,
        wait_clock: WaitClock::AfterGreeting,
        limit: Some(Limit {
            waiting: 50,
            exit: Exit::Leave(OVERFLOW),
        }),
        timeout: Some(timeout(1_200)),
        no_agents: NoAgents::Off,
        wrap_up: Span::ZERO,
        after_miss: AfterMiss::StaysIdle,
        callbacks: Callbacks {
            counting: Counting::AsWaiting,
            tag: 0,
        },
    }
}

pub(crate) fn timeout(after_s: u64) -> Timeout {
    Timeout {
        after: Span::from_secs(after_s),
        exit: Exit::Leave(TIMEOUT),
        check: TimeoutCheck::Exact,
    }
}

pub(crate) fn limit(waiting: u32) -> Option<Limit> {
    Some(Limit {
        waiting,
        exit: Exit::Leave(OVERFLOW),
    })
}

pub(crate) fn alert(secs: u64) -> Presenting {
    Presenting::Ring {
        alert_time: Some(Span::from_secs(secs)),
    }
}

/// The rules of a queue that ignores presence.
pub(crate) fn presence_off(config: QueueConfig) -> QueueConfig {
    QueueConfig {
        routing: match config.routing {
            Routing::RingAll => Routing::RingAllEveryCall,
            other => other,
        },
        offers: Offers::Unlimited,
        availability: Availability::Ignored,
        busy_agents: BusyAgents::Offer,
        ..config
    }
}

pub(crate) struct Desk {
    pub(crate) engine: Engine,
    pub(crate) queue: QueueId,
    pub(crate) log: Vec<(Time, Event)>,
    calls: Vec<CallKey>,
}

impl Desk {
    /// Opens the desk with the agents in the order of the list, idle since -600, -300, -100, -50.
    pub(crate) fn open(config: QueueConfig, list: &[AgentId]) -> Self {
        let mut engine = Engine::new(MaxLegs {
            legs: 10,
            tag: TOO_LONG,
        });
        for since in [400, 700, 900, 950] {
            let agent = engine.add_agent(Readiness::NotReady, 1);
            let command = Command::SetReadiness {
                agent,
                readiness: Readiness::Ready,
                idle_since: Some(Time::from_secs(since)),
            };
            engine.handle(Time::ZERO, command, &mut ()).unwrap();
        }
        let members: Vec<Member> = list
            .iter()
            .map(|&agent| Member {
                agent,
                opting: Opting::In,
            })
            .collect();
        let queue = engine.add_queue(config, &members).unwrap();
        let mut desk = Self {
            engine,
            queue,
            log: Vec::new(),
            calls: Vec::new(),
        };
        desk.until(0);
        desk
    }

    pub(crate) fn until(&mut self, secs: u64) {
        self.engine
            .advance(Time::from_secs(START_S + secs), &mut self.log);
    }

    /// Does something at an instant, before what is due at it.
    pub(crate) fn at(&mut self, secs: u64, command: Command) -> Reply {
        let now = Time::from_secs(START_S + secs);
        self.engine.handle(now, command, &mut self.log).unwrap()
    }

    pub(crate) fn arrival(&self) -> Arrival {
        Arrival {
            queue: self.queue,
            priority: 3,
            label: 0,
            greeting: None,
            patience: None,
            handling: None,
            wrap_up: None,
        }
    }

    /// A call arrives and gets the next number, from 1.
    pub(crate) fn call(&mut self, secs: u64) {
        let arrival = self.arrival();
        self.call_with(secs, arrival);
    }

    pub(crate) fn call_with(&mut self, secs: u64, arrival: Arrival) {
        match self.at(secs, Command::Arrive(arrival)) {
            Reply::Arrived(key) => self.calls.push(key),
            Reply::Done => unreachable!("an arrival gives a key"),
        }
    }

    pub(crate) fn key(&self, call: usize) -> CallKey {
        self.calls[call - 1]
    }

    pub(crate) fn answer(&mut self, secs: u64, call: usize, agent: AgentId) {
        let call = self.key(call);
        self.at(secs, Command::Answer { call, agent });
    }

    pub(crate) fn decline(&mut self, secs: u64, call: usize, agent: AgentId) {
        let call = self.key(call);
        self.at(secs, Command::Decline { call, agent });
    }

    pub(crate) fn hang_up(&mut self, secs: u64, call: usize) {
        let call = self.key(call);
        self.at(secs, Command::HangUp { call });
    }

    pub(crate) fn set(&mut self, secs: u64, agent: AgentId, readiness: Readiness) {
        self.at(
            secs,
            Command::SetReadiness {
                agent,
                readiness,
                idle_since: None,
            },
        );
    }

    pub(crate) fn set_all(&mut self, secs: u64, readiness: Readiness) {
        for agent in [A, B, C] {
            self.set(secs, agent, readiness);
        }
    }

    pub(crate) fn opt(&mut self, secs: u64, agent: AgentId, opting: Opting) {
        let queue = self.queue;
        self.at(
            secs,
            Command::SetOpting {
                queue,
                agent,
                opting,
            },
        );
    }

    /// Lists the offers in the order of their ends: `1A 0-30 missed`.
    pub(crate) fn rings(&self) -> Vec<String> {
        let mut rings = Vec::new();
        let mut running: Vec<(Time, Offer)> = Vec::new();
        let mut close = |running: &mut Vec<(Time, Offer)>, at, offer: Offer, how| {
            let index = running
                .iter()
                .position(|(_, other)| *other == offer)
                .unwrap();
            let (from, _) = running.remove(index);
            rings.push(format!(
                "{} {}-{} {how}",
                self.name(offer),
                secs(from),
                secs(at)
            ));
        };
        for &(at, event) in &self.log {
            match event {
                Event::Offered(offer) => running.push((at, offer)),
                Event::Withdrawn(offer) => close(&mut running, at, offer, "withdrawn"),
                Event::Missed(offer) => close(&mut running, at, offer, "missed"),
                Event::Declined(offer) => close(&mut running, at, offer, "declined"),
                Event::Answered {
                    call, queue, agent, ..
                } => {
                    let offer = Offer { call, queue, agent };
                    if running.iter().any(|(_, other)| *other == offer) {
                        close(&mut running, at, offer, "answered");
                    }
                }
                _ => {}
            }
        }
        for (from, offer) in running {
            rings.push(format!("{} {}-", self.name(offer), secs(from)));
        }
        rings
    }

    /// Lists how calls left their queues: `45: 1 Timeout after 45`.
    pub(crate) fn ends(&self) -> Vec<String> {
        let mut ends = Vec::new();
        for &(at, event) in &self.log {
            let mut line = format!("{}: ", secs(at));
            match event {
                Event::Answered {
                    call,
                    agent,
                    waited,
                    ..
                } => {
                    write!(
                        line,
                        "{} by {} after {}",
                        self.number(call),
                        letter(agent),
                        s(waited)
                    )
                }
                Event::Abandoned { call, waited, .. } => {
                    write!(line, "{} abandoned after {}", self.number(call), s(waited))
                }
                Event::Fired {
                    call,
                    exception,
                    waited,
                    ..
                } => {
                    write!(
                        line,
                        "{} {exception:?} after {}",
                        self.number(call),
                        s(waited)
                    )
                }
                _ => continue,
            }
            .unwrap();
            ends.push(line);
        }
        ends
    }

    fn name(&self, offer: Offer) -> String {
        format!("{}{}", self.number(offer.call), letter(offer.agent))
    }

    fn number(&self, call: CallKey) -> usize {
        let mut seen: Vec<CallKey> = Vec::new();
        for (_, event) in &self.log {
            if let Event::Arrived { call, leg: 1, .. } = event {
                seen.push(*call);
            }
        }
        seen.iter().position(|key| *key == call).unwrap() + 1
    }
}

fn letter(agent: AgentId) -> char {
    char::from(b'A' + u8::try_from(agent.0).unwrap())
}

fn secs(at: Time) -> u64 {
    at.as_secs() - START_S
}

fn s(span: Span) -> u64 {
    span.as_secs()
}
