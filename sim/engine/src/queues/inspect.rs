//! A look inside, without a change.

use crate::time::Time;

use super::calls::State;
use super::config::{Opting, QueueConfig, Readiness};
use super::event::{Activity, Offer};
use super::ids::{AgentId, CallKey, QueueId};
use super::machine::Engine;
use super::members::Agent;

/// Where a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Hears the greeting.
    Greeting,
    /// Waits and rings nowhere.
    Waiting,
    /// Waits and rings at one agent or more.
    Ringing,
    /// Is under way to another queue.
    Moving,
    /// Talks with an agent.
    Talking(AgentId),
}

impl Engine {
    /// Tells the instant that has been reached.
    pub fn now(&self) -> Time {
        self.now
    }

    /// Tells how many calls are in the engine.
    pub fn calls(&self) -> usize {
        self.calls.len()
    }

    /// Tells for how many things of all kinds memory is held.
    ///
    /// It follows the largest number of calls, offers and wake-ups that there were at once, and
    /// not the number of calls served.
    pub fn held(&self) -> usize {
        let queues = self
            .queues
            .iter()
            .map(|queue| queue.members.capacity() + queue.lines.capacity());
        let agents = self
            .agents
            .iter()
            .map(|agent| agent.places.capacity() + agent.offers.capacity());
        let scratch = self.dirty.capacity() + self.serving.capacity() + self.chosen.capacity();
        self.calls.held()
            + self.agenda.held()
            + queues.sum::<usize>()
            + agents.sum::<usize>()
            + scratch
    }

    /// Gives the rules of a queue.
    pub fn config(&self, queue: QueueId) -> Option<&QueueConfig> {
        self.queues.get(queue.index()).map(|queue| &queue.config)
    }

    /// Tells how many calls of a queue are unanswered: greeted, waiting and ringing ones.
    pub fn waiting(&self, queue: QueueId) -> u32 {
        self.queues
            .get(queue.index())
            .map_or(0, |queue| queue.waiting)
    }

    /// Tells how many members of a queue are present.
    pub fn present(&self, queue: QueueId) -> u32 {
        self.queues
            .get(queue.index())
            .map_or(0, |queue| queue.present)
    }

    /// Tells how many members of a queue take part in it.
    pub fn opted_in(&self, queue: QueueId) -> u32 {
        let members = self.queues.get(queue.index()).map(|queue| &queue.members);
        let opted_in = members.into_iter().flatten();
        let opted_in = opted_in.filter(|member| member.opting == Opting::In);
        u32::try_from(opted_in.count()).unwrap_or(u32::MAX)
    }

    /// Lists the calls in line, the one that is served next first. Greeted calls are not in line.
    pub fn line(&self, queue: QueueId) -> impl Iterator<Item = CallKey> {
        let queue = self.queues.get(queue.index());
        let mut next = queue.and_then(|queue| queue.head());
        core::iter::from_fn(move || {
            let slot = next?;
            next = queue.and_then(|queue| queue.after(&self.calls, slot));
            Some(self.calls.key(slot))
        })
    }

    /// Tells where a call is, or that it is not in the engine.
    pub fn stage(&self, call: CallKey) -> Option<Stage> {
        let slot = self.calls.find(call)?;
        match self.calls.get(slot).state {
            State::Gone => None,
            State::Greeting => Some(Stage::Greeting),
            State::Waiting if self.calls.round(slot).agents.is_empty() => Some(Stage::Waiting),
            State::Waiting => Some(Stage::Ringing),
            State::Moving(_) => Some(Stage::Moving),
            State::Talking(agent) => Some(Stage::Talking(agent)),
        }
    }

    /// Gives the queue that a call entered last.
    pub fn queue_of(&self, call: CallKey) -> Option<QueueId> {
        self.calls.find(call).map(|slot| self.calls.get(slot).queue)
    }

    /// Gives the number that the caller gave a call.
    pub fn label(&self, call: CallKey) -> Option<u64> {
        self.calls.find(call).map(|slot| self.calls.get(slot).label)
    }

    /// Tells since when a call has waited in its queue; nothing of one that does not wait in line.
    pub fn waiting_since(&self, call: CallKey) -> Option<Time> {
        let call = self.calls.get(self.calls.find(call)?);
        (call.state == State::Waiting).then_some(call.since)
    }

    /// Lists the agents at whom a call rings.
    pub fn ringing_at(&self, call: CallKey) -> &[AgentId] {
        match self.calls.find(call) {
            Some(slot) if self.calls.round(slot).running => &self.calls.round(slot).agents,
            Some(_) | None => &[],
        }
    }

    /// Lists the offers that an agent holds, the oldest first.
    pub fn offers_to(&self, agent: AgentId) -> impl Iterator<Item = Offer> {
        let slots = self
            .agents
            .get(agent.index())
            .map_or(&[][..], |state| &state.offers);
        slots.iter().map(move |&slot| Offer {
            call: self.calls.key(slot),
            queue: self.calls.get(slot).queue,
            agent,
        })
    }

    /// Tells what an agent does.
    pub fn activity(&self, agent: AgentId) -> Option<Activity> {
        self.agents.get(agent.index()).map(|agent| agent.activity)
    }

    /// Tells whether an agent is there and takes calls.
    pub fn readiness(&self, agent: AgentId) -> Option<Readiness> {
        self.agents.get(agent.index()).map(|agent| agent.readiness)
    }

    /// Tells since when an agent counts as idle.
    pub fn idle_since(&self, agent: AgentId) -> Option<Time> {
        self.agents.get(agent.index()).map(Agent::idle_since)
    }

    /// Tells how many calls of a queue an agent has answered while a member.
    pub fn answered(&self, queue: QueueId, agent: AgentId) -> u32 {
        let position = self
            .agents
            .get(agent.index())
            .and_then(|agent| agent.place_in(queue));
        position.map_or(0, |position| {
            self.queues[queue.index()].members[position].answered
        })
    }
}
