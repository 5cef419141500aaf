//! Who rings when, a second time: slow, and plain to see. It goes through the seconds one by one, looks at every call and every
//! agent in each, and remembers nothing that the rules do not speak of. It shares no code with the engine.
//!
//! The order in one second: what people do, timeouts, alerts that are over, new offers, arrivals, new offers again.

/// How a queue offers its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Attendant,
    Serial,
    RoundRobin,
    LongestIdle,
}

/// Whether the queue looks at presence. Longest idle always does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Heeded,
    Ignored,
}

/// Whether an agent is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Available,
    Away,
    Offline,
}

/// The rules of the one queue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) method: Method,
    pub(crate) presence: Presence,
    pub(crate) alert: i64,
    pub(crate) timeout: i64,
}

#[derive(Clone, Debug)]
struct Agent {
    shown: Shown,
    opted_in: bool,
    talks_in: Vec<usize>,
    idle_since: i64,
    answered: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Answered,
    Over,
}

#[derive(Clone, Debug)]
struct Call {
    priority: u8,
    since: i64,
    stage: Stage,
    /// When the round of alerts that runs is over.
    round_ends: Option<i64>,
    /// At whom it rings, and since when.
    rings: Vec<(usize, i64)>,
    /// Who has had the call in this pass through the list.
    had: Vec<usize>,
}

/// The queue with its agents, in list order, and its calls, in the order of their arrival.
pub(crate) struct Model {
    rules: Rules,
    agents: Vec<Agent>,
    calls: Vec<Call>,
    /// Every offer that is over: `1A 0-30 missed`.
    rung: Vec<String>,
}

impl Model {
    /// Agents are named by their place in the list; all are there, idle since these seconds.
    pub(crate) fn new(rules: Rules, idle_since: &[i64]) -> Self {
        let agents = idle_since.iter().map(|since| Agent {
            shown: Shown::Available,
            opted_in: true,
            talks_in: Vec::new(),
            idle_since: *since,
            answered: 0,
        });
        Self {
            rules,
            agents: agents.collect(),
            calls: Vec::new(),
            rung: Vec::new(),
        }
    }

    /// Lists every offer; one that still rings has no end.
    pub(crate) fn rings(&self) -> Vec<String> {
        let mut rings = self.rung.clone();
        for (call, known) in self.calls.iter().enumerate() {
            for (agent, from) in &known.rings {
                rings.push(format!("{}{} {from}-", call + 1, letter(*agent)));
            }
        }
        rings.sort();
        rings
    }

    /// The first call that rings at an agent.
    pub(crate) fn rings_at(&self, agent: usize) -> Option<usize> {
        let mut calls = self.calls.iter();
        calls.position(|call| call.rings.iter().any(|(other, _)| *other == agent))
    }

    /// The first call in which an agent talks.
    pub(crate) fn talks_in(&self, agent: usize) -> Option<usize> {
        self.agents[agent].talks_in.first().copied()
    }

    pub(crate) fn is_over(&self, call: usize) -> bool {
        self.calls[call].stage == Stage::Over
    }

    pub(crate) fn calls(&self) -> usize {
        self.calls.len()
    }

    pub(crate) fn arrive(&mut self, now: i64, priority: u8) {
        self.calls.push(Call {
            priority,
            since: now,
            stage: Stage::Waiting,
            round_ends: None,
            rings: Vec::new(),
            had: Vec::new(),
        });
    }

    /// The agent has the call; nobody else rings for it, and where presence counts nothing else rings at the agent.
    pub(crate) fn answer(&mut self, now: i64, call: usize, agent: usize) {
        self.stop(now, call, agent, "answered");
        self.withdraw(now, |other, _| other == call);
        self.calls[call].stage = Stage::Answered;
        self.calls[call].round_ends = None;
        self.agents[agent].answered += 1;
        self.agents[agent].talks_in.push(call);
        if self.heeds_presence() {
            self.withdraw(now, |_, other| other == agent);
        }
    }

    /// One at a time goes on at once; together, the others ring until the round is over.
    pub(crate) fn decline(&mut self, now: i64, call: usize, agent: usize) {
        self.stop(now, call, agent, "declined");
        let one_at_a_time = match self.rules.method {
            Method::Serial | Method::RoundRobin => true,
            Method::Attendant | Method::LongestIdle => false,
        };
        if one_at_a_time {
            self.calls[call].round_ends = None;
        }
    }

    /// The caller, or the agent whom they talk to, hangs up.
    pub(crate) fn hang_up(&mut self, now: i64, call: usize) {
        self.withdraw(now, |other, _| other == call);
        self.calls[call].stage = Stage::Over;
        self.calls[call].round_ends = None;
        for agent in &mut self.agents {
            if agent.talks_in.contains(&call) {
                agent.talks_in.retain(|other| *other != call);
                agent.idle_since = now;
            }
        }
    }

    /// Who goes offline rings no longer where presence counts; who is away does.
    pub(crate) fn show(&mut self, now: i64, agent: usize, shown: Shown) {
        let state = &mut self.agents[agent];
        if shown == Shown::Available && state.shown != Shown::Available {
            state.idle_since = now;
        }
        state.shown = shown;
        if shown == Shown::Offline && self.heeds_presence() {
            self.withdraw(now, |_, other| other == agent);
        }
    }

    /// Who opts out rings no longer.
    pub(crate) fn opt(&mut self, now: i64, agent: usize, opted_in: bool) {
        self.agents[agent].opted_in = opted_in;
        if !opted_in {
            self.withdraw(now, |_, other| other == agent);
        }
    }

    /// What is due in a second after people have done what they do in it.
    pub(crate) fn due(&mut self, now: i64) {
        for call in 0..self.calls.len() {
            let waits = self.calls[call].stage == Stage::Waiting;
            if waits && now - self.calls[call].since == self.rules.timeout {
                self.hang_up(now, call);
            }
        }
        for call in 0..self.calls.len() {
            if self.calls[call].round_ends == Some(now) {
                for (agent, _) in self.calls[call].rings.clone() {
                    self.stop(now, call, agent, "missed");
                }
                self.calls[call].round_ends = None;
            }
        }
        self.offer(now);
    }

    /// New offers, in the order in which calls are served.
    pub(crate) fn offer(&mut self, now: i64) {
        let mut line: Vec<usize> = (0..self.calls.len())
            .filter(|call| self.calls[*call].stage == Stage::Waiting)
            .collect();
        line.sort_by_key(|call| (self.calls[*call].priority, self.calls[*call].since));
        let any_rings = line
            .iter()
            .any(|call| self.calls[*call].round_ends.is_some());
        let head_alone = match (self.rules.method, self.rules.presence) {
            (Method::Attendant, Presence::Heeded) => {
                if any_rings {
                    return;
                }
                true
            }
            (Method::LongestIdle, _) => line.len() < self.available(),
            (Method::Attendant, Presence::Ignored) | (Method::Serial | Method::RoundRobin, _) => {
                false
            }
        };
        if head_alone {
            line.truncate(1);
        }
        for call in line {
            if self.calls[call].round_ends.is_none() {
                let chosen = self.chosen(call, head_alone);
                if !chosen.is_empty() {
                    self.calls[call].round_ends = Some(now + self.rules.alert);
                    self.calls[call].rings = chosen.iter().map(|agent| (*agent, now)).collect();
                }
            }
        }
    }

    /// At whom a call is to ring, of those who can take it.
    fn chosen(&mut self, call: usize, head_alone: bool) -> Vec<usize> {
        let mut able: Vec<usize> = (0..self.agents.len())
            .filter(|agent| self.is_able(*agent))
            .collect();
        match self.rules.method {
            Method::Attendant => able,
            Method::LongestIdle => {
                able.sort_by_key(|agent| self.agents[*agent].idle_since);
                able.truncate(if head_alone { 2 } else { 1 });
                able
            }
            Method::Serial | Method::RoundRobin => {
                let had = &self.calls[call].had;
                let below = had.last().copied();
                let serial = self.rules.method == Method::Serial;
                let mut rest = able.clone();
                rest.retain(|agent| match serial {
                    true => below.is_none_or(|last| *agent > last),
                    false => !had.contains(agent),
                });
                if rest.is_empty() && !able.is_empty() {
                    self.calls[call].had.clear();
                    rest = able;
                }
                if !serial {
                    rest.sort_by_key(|agent| self.agents[*agent].answered);
                }
                rest.truncate(1);
                self.calls[call].had.extend(&rest);
                rest
            }
        }
    }

    /// Under presence an agent is Available, in no call, and rings for nothing else.
    fn is_able(&self, agent: usize) -> bool {
        let state = &self.agents[agent];
        let free = || {
            state.shown == Shown::Available
                && state.talks_in.is_empty()
                && self.rings_at(agent).is_none()
        };
        state.opted_in && (!self.heeds_presence() || free())
    }

    /// Counts who is Available and in no call, ringing or not.
    fn available(&self) -> usize {
        let agents = self.agents.iter();
        agents
            .filter(|agent| {
                agent.opted_in && agent.shown == Shown::Available && agent.talks_in.is_empty()
            })
            .count()
    }

    fn heeds_presence(&self) -> bool {
        match (self.rules.method, self.rules.presence) {
            (Method::LongestIdle, _) | (_, Presence::Heeded) => true,
            (Method::Attendant | Method::Serial | Method::RoundRobin, Presence::Ignored) => false,
        }
    }

    /// One agent rings no longer for a call.
    fn stop(&mut self, now: i64, call: usize, agent: usize, how: &str) {
        let rings = &mut self.calls[call].rings;
        if let Some(index) = rings.iter().position(|(other, _)| *other == agent) {
            let (_, from) = rings.remove(index);
            let name = letter(agent);
            self.rung
                .push(format!("{}{name} {from}-{now} {how}", call + 1));
        }
    }

    /// Withdraws offers; a call that rings at nobody through that rings anew at once.
    fn withdraw(&mut self, now: i64, which: impl Fn(usize, usize) -> bool) {
        for call in 0..self.calls.len() {
            for (agent, _) in self.calls[call].rings.clone() {
                if which(call, agent) {
                    self.stop(now, call, agent, "withdrawn");
                    if self.calls[call].rings.is_empty() {
                        self.calls[call].round_ends = None;
                    }
                }
            }
        }
    }
}

fn letter(agent: usize) -> char {
    ['A', 'B', 'C', 'D'][agent]
}
