//! The machine itself: its parts, its clock, its commands.

use crate::agenda::Agenda;
use crate::time::{Span, Time};

use super::calls::Calls;
use super::command::{Arrival, Command, Refusal, Reply};
use super::config::{MaxLegs, Member, QueueConfig, Readiness};
use super::event::Observer;
use super::ids::{AgentId, CallKey, QueueId};
use super::members::{Agent, Queue};

/// What wakes the engine up; the numbers are slots of calls, agents and queues.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wake {
    HangUp(u32),
    ConversationEnd(u32),
    WrapUpEnd(AgentId),
    AbsenceTest(QueueId),
    GreetingEnd(u32),
    Timeout(u32),
    RoundEnd(u32),
    Enter(u32),
}

/// The order at one instant.
pub(super) mod class {
    pub(in super::super) const HANG_UP: u8 = 0;
    pub(in super::super) const AGENT: u8 = 2;
    pub(in super::super) const ABSENCE_TEST: u8 = 3;
    pub(in super::super) const GREETING_END: u8 = 4;
    pub(in super::super) const TIMEOUT: u8 = 5;
    pub(in super::super) const ROUND_END: u8 = 6;
    /// Not on the agenda: new offers are made when everything before is done.
    pub(in super::super) const OFFERS: u8 = 7;
    pub(in super::super) const ENTER: u8 = 8;
}

/// Queues, agents and the calls between them.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) now: Time,
    pub(super) agenda: Agenda<Wake>,
    pub(super) calls: Calls,
    pub(super) queues: Vec<Queue>,
    pub(super) agents: Vec<Agent>,
    pub(super) max_legs: MaxLegs,
    /// Queues in which new offers are to be looked for, and a second list to swap with.
    pub(super) dirty: Vec<QueueId>,
    pub(super) serving: Vec<QueueId>,
    /// Agents chosen for one round.
    pub(super) chosen: Vec<AgentId>,
}

impl Engine {
    /// Makes an engine without queues and agents.
    pub const fn new(max_legs: MaxLegs) -> Self {
        Self {
            now: Time::ZERO,
            agenda: Agenda::new(),
            calls: Calls::new(),
            queues: Vec::new(),
            agents: Vec::new(),
            max_legs,
            dirty: Vec::new(),
            serving: Vec::new(),
            chosen: Vec::new(),
        }
    }

    /// Adds an agent who is in no queue yet and can take `capacity` calls together.
    pub fn add_agent(&mut self, readiness: Readiness, capacity: u32) -> AgentId {
        let id = AgentId(u32::try_from(self.agents.len()).expect("fewer than 2^32 agents"));
        self.agents.push(Agent::new(readiness, capacity, self.now));
        id
    }

    /// Says how long an agent has been idle already, be it since before the run began.
    pub fn set_idle_for(&mut self, agent: AgentId, span: Span) -> Result<(), Refusal> {
        self.check_agent(agent)?;
        let now = self.now;
        self.agents[agent.index()].idle_for(now, span);
        Ok(())
    }

    /// Bounds the number of queues that a call may enter from now on.
    pub fn set_max_legs(&mut self, max_legs: MaxLegs) {
        self.max_legs = max_legs;
    }

    /// Adds a queue with its members in list order.
    ///
    /// A call that goes to a queue that was never added leaves with the tag of [`MaxLegs`].
    pub fn add_queue(
        &mut self,
        config: QueueConfig,
        members: &[Member],
    ) -> Result<QueueId, Refusal> {
        let id = QueueId(u32::try_from(self.queues.len()).expect("fewer than 2^32 queues"));
        self.check_members(id, members)?;
        self.queues.push(Queue::new(config));
        self.seat(id, members);
        Ok(id)
    }

    /// Applies a command at an instant, after everything that was due before that instant.
    pub fn handle<O: Observer>(
        &mut self,
        now: Time,
        command: Command,
        observer: &mut O,
    ) -> Result<Reply, Refusal> {
        if let Command::Arrive(arrival) = command {
            return self.arrive(now, &arrival, observer).map(Reply::Arrived);
        }
        self.catch_up(now, observer)?;
        self.change(command, observer).map(|()| Reply::Done)
    }

    /// Lets a call arrive at an instant: the command of that name, without a detour.
    #[inline]
    pub fn arrive<O: Observer>(
        &mut self,
        now: Time,
        arrival: &Arrival,
        observer: &mut O,
    ) -> Result<CallKey, Refusal> {
        self.catch_up(now, observer)?;
        self.take_in(arrival, observer)
    }

    fn change<O: Observer>(&mut self, command: Command, observer: &mut O) -> Result<(), Refusal> {
        match command {
            Command::Arrive(arrival) => self.take_in(&arrival, observer).map(|_| ()),
            Command::Answer { call, agent } => self.answer(call, agent, observer),
            Command::Decline { call, agent } => self.decline(call, agent, observer),
            Command::HangUp { call } => {
                let slot = self.slot(call)?;
                self.hang_up(slot, observer);
                Ok(())
            }
            Command::RequestCallback { call } => self.request_callback(call, observer),
            Command::End { call, wrap_up } => self.end(call, wrap_up, observer),
            Command::SetReadiness {
                agent,
                readiness,
                idle_since,
            } => self.set_readiness(agent, readiness, idle_since, observer),
            Command::SetOpting {
                queue,
                agent,
                opting,
            } => self.set_opting(queue, agent, opting, observer),
            Command::SetMembers { queue, members } => self.set_members(queue, &members, observer),
            Command::Configure { queue, config } => self.configure(queue, &config, observer),
        }
    }

    /// Tells when the engine has something to do next; the present instant counts.
    pub fn next_wakeup(&self) -> Option<Time> {
        if self.dirty.is_empty() {
            self.agenda.next_at()
        } else {
            Some(self.now)
        }
    }

    /// Does everything that is due up to and including an instant.
    pub fn advance<O: Observer>(&mut self, until: Time, observer: &mut O) {
        loop {
            let next = self.agenda.next_due().filter(|(at, _)| *at <= until);
            match next {
                Some((at, class))
                    if self.dirty.is_empty() || at == self.now && class < class::OFFERS =>
                {
                    self.wake_class(at, class, observer);
                }
                Some(_) | None if !self.dirty.is_empty() => self.serve_all(observer),
                Some(_) | None => break,
            }
        }
        self.now = self.now.max(until);
    }

    /// Does one thing that is due, or all calls that enter queues at that instant.
    #[inline]
    fn wake_class<O: Observer>(&mut self, at: Time, class: u8, observer: &mut O) {
        self.now = at;
        while let Some((_, wake)) = self.agenda.pop_due(at) {
            self.wake(wake, observer);
            if class != class::ENTER || self.agenda.next_due() != Some((at, class)) {
                break;
            }
        }
    }

    #[inline]
    fn wake<O: Observer>(&mut self, wake: Wake, observer: &mut O) {
        match wake {
            Wake::HangUp(slot) => {
                self.calls.get_mut(slot).patience = None;
                self.hang_up(slot, observer);
            }
            Wake::ConversationEnd(slot) => {
                self.calls.get_mut(slot).timer = None;
                self.end_conversation(slot, None, observer);
            }
            Wake::WrapUpEnd(agent) => self.end_wrap_up(agent, observer),
            Wake::AbsenceTest(queue) => self.test_absence(queue, observer),
            Wake::GreetingEnd(slot) => self.end_greeting(slot, observer),
            Wake::Timeout(slot) => self.time_out(slot, observer),
            Wake::RoundEnd(slot) => self.end_round(slot, observer),
            Wake::Enter(slot) => self.enter_next(slot, observer),
        }
    }

    fn catch_up<O: Observer>(&mut self, now: Time, observer: &mut O) -> Result<(), Refusal> {
        if now < self.now {
            return Err(Refusal::Past {
                asked: now,
                reached: self.now,
            });
        }
        if now > self.now {
            self.advance(Time::from_micros(now.as_micros() - 1), observer);
            self.now = now;
        }
        Ok(())
    }

    pub(super) fn slot(&self, call: CallKey) -> Result<u32, Refusal> {
        self.calls.find(call).ok_or(Refusal::UnknownCall(call))
    }

    pub(super) fn check_queue(&self, queue: QueueId) -> Result<(), Refusal> {
        match self.queues.get(queue.index()) {
            Some(_) => Ok(()),
            None => Err(Refusal::UnknownQueue(queue)),
        }
    }

    pub(super) fn check_agent(&self, agent: AgentId) -> Result<(), Refusal> {
        match self.agents.get(agent.index()) {
            Some(_) => Ok(()),
            None => Err(Refusal::UnknownAgent(agent)),
        }
    }
}
