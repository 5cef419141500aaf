//! Calls and agents come together and part.

use crate::time::Span;

use super::calls::{State, Waits};
use super::command::Refusal;
use super::config::BusyAgents;
use super::event::{Event, Observer, Offer};
use super::ids::{AgentId, CallKey};
use super::machine::{Engine, Wake, class};

impl Engine {
    pub(super) fn answer<O: Observer>(
        &mut self,
        call: CallKey,
        agent: AgentId,
        observer: &mut O,
    ) -> Result<(), Refusal> {
        let slot = self.offered_slot(call, agent)?;
        self.connect(slot, agent, observer);
        Ok(())
    }

    pub(super) fn decline<O: Observer>(
        &mut self,
        call: CallKey,
        agent: AgentId,
        observer: &mut O,
    ) -> Result<(), Refusal> {
        let slot = self.offered_slot(call, agent)?;
        let queue = self.calls.get(slot).queue;
        self.drop_offer(slot, agent);
        observer.observe(self.now, Event::Declined(Offer { call, queue, agent }));
        self.after_decline(slot, observer);
        Ok(())
    }

    fn offered_slot(&self, call: CallKey, agent: AgentId) -> Result<u32, Refusal> {
        let slot = self.slot(call)?;
        self.check_agent(agent)?;
        let round = self.calls.round(slot);
        if round.running && round.agents.contains(&agent) {
            Ok(slot)
        } else {
            Err(Refusal::NotOffered(call, agent))
        }
    }

    /// Gives a waiting call to an agent.
    pub(super) fn connect<O: Observer>(&mut self, slot: u32, agent: AgentId, observer: &mut O) {
        let waited = self.now.since(self.calls.get(slot).since);
        if self.calls.round(slot).running {
            self.drop_offer(slot, agent);
        }
        self.talk(slot, agent, waited, observer);
        self.withdraw_round(slot, observer);
        self.leave_line(slot);
        self.cancel_timers(slot);
        self.begin_conversation(slot, agent);
        self.withdraw_from_busy(agent, observer);
    }

    /// Gives a call that has not begun to wait to an agent.
    #[inline]
    pub(super) fn connect_on_arrival<O: Observer>(
        &mut self,
        slot: u32,
        agent: AgentId,
        observer: &mut O,
    ) {
        let queue = self.calls.get(slot).queue;
        self.queues[queue.index()].last_chosen = Some(agent);
        self.talk(slot, agent, Span::ZERO, observer);
        self.begin_conversation(slot, agent);
        self.withdraw_from_busy(agent, observer);
    }

    #[inline]
    fn talk<O: Observer>(&mut self, slot: u32, agent: AgentId, waited: Span, observer: &mut O) {
        let (call, queue) = (self.calls.key(slot), self.calls.get(slot).queue);
        observer.observe(
            self.now,
            Event::Answered {
                call,
                queue,
                agent,
                waited,
            },
        );
        let state = &mut self.agents[agent.index()];
        state.talking += 1;
        if let Some(position) = state.place_in(queue) {
            self.queues[queue.index()].members[position].answered += 1;
        }
        self.agent_changed(agent, observer);
    }

    #[inline]
    fn begin_conversation(&mut self, slot: u32, agent: AgentId) {
        let call = self.calls.get_mut(slot);
        call.state = State::Talking(agent);
        if let Some(handling) = call.handling {
            let at = self.now.saturating_add(handling);
            call.timer = Some(
                self.agenda
                    .schedule(at, class::AGENT, Wake::ConversationEnd(slot)),
            );
        }
    }

    #[inline]
    fn withdraw_from_busy<O: Observer>(&mut self, agent: AgentId, observer: &mut O) {
        let state = &self.agents[agent.index()];
        if !state.offers.is_empty() && state.is_busy() {
            self.withdraw_from_skipping(agent, observer);
        }
    }

    fn withdraw_from_skipping<O: Observer>(&mut self, agent: AgentId, observer: &mut O) {
        self.withdraw_where(agent, observer, |engine, slot| {
            let queue = engine.calls.get(slot).queue;
            engine.queues[queue.index()].config.busy_agents == BusyAgents::Skip
        });
    }

    pub(super) fn end<O: Observer>(
        &mut self,
        call: CallKey,
        wrap_up: Option<Span>,
        observer: &mut O,
    ) -> Result<(), Refusal> {
        let slot = self.slot(call)?;
        if !matches!(self.calls.get(slot).state, State::Talking(_)) {
            return Err(Refusal::NotAnswered(call));
        }
        self.end_conversation(slot, wrap_up, observer);
        Ok(())
    }

    #[inline]
    pub(super) fn end_conversation<O: Observer>(
        &mut self,
        slot: u32,
        wrap_up: Option<Span>,
        observer: &mut O,
    ) {
        let State::Talking(agent) = self.calls.get(slot).state else {
            return;
        };
        self.cancel_timers(slot);
        let call = self.calls.get(slot);
        let queue = call.queue;
        let wrap_up = wrap_up
            .or(call.wrap_up)
            .unwrap_or(self.queues[queue.index()].config.wrap_up);
        observer.observe(
            self.now,
            Event::Ended {
                call: self.calls.key(slot),
                queue,
                agent,
            },
        );
        self.calls.remove(slot);
        let state = &mut self.agents[agent.index()];
        state.talking -= 1;
        state.idle_from(self.now);
        if !wrap_up.is_zero() {
            state.wrapping += 1;
            let at = self.now.saturating_add(wrap_up);
            self.agenda
                .schedule(at, class::AGENT, Wake::WrapUpEnd(agent));
        }
        self.agent_changed(agent, observer);
    }

    pub(super) fn end_wrap_up<O: Observer>(&mut self, agent: AgentId, observer: &mut O) {
        let state = &mut self.agents[agent.index()];
        state.wrapping -= 1;
        state.idle_from(self.now);
        self.agent_changed(agent, observer);
    }

    /// The customer hangs up: a conversation ends, a call without an agent is abandoned.
    pub(super) fn hang_up<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        if matches!(self.calls.get(slot).state, State::Talking(_)) {
            return self.end_conversation(slot, None, observer);
        }
        let waited = self.waited_so_far(slot);
        let (call, queue) = (self.calls.key(slot), self.calls.get(slot).queue);
        observer.observe(
            self.now,
            Event::Abandoned {
                call,
                queue,
                waited,
            },
        );
        self.withdraw_round(slot, observer);
        self.leave_line(slot);
        self.cancel_timers(slot);
        self.calls.remove(slot);
    }

    pub(super) fn waited_so_far(&self, slot: u32) -> Span {
        let call = self.calls.get(slot);
        match call.state {
            State::Waiting => self.now.since(call.since),
            State::Gone | State::Greeting | State::Moving(_) | State::Talking(_) => Span::ZERO,
        }
    }

    /// Takes a call out of its greeting or its line, if it is in one.
    pub(super) fn leave_line(&mut self, slot: u32) {
        let call = self.calls.get(slot);
        let (state, priority, waits) = (call.state, call.priority, call.waits);
        let queue = &mut self.queues[call.queue.index()];
        match state {
            State::Greeting => {
                queue.waiting -= 1;
                self.calls.unlink(&mut queue.greeting, slot);
            }
            State::Waiting => {
                match waits {
                    Waits::Customer | Waits::Callback => queue.waiting -= 1,
                    Waits::CallbackApart => {}
                }
                queue.in_line -= 1;
                self.calls.unlink(queue.line_of(priority), slot);
            }
            State::Gone | State::Moving(_) | State::Talking(_) => {}
        }
    }

    pub(super) fn cancel_timers(&mut self, slot: u32) {
        let call = self.calls.get_mut(slot);
        for wake in [call.timer.take(), call.patience.take()]
            .into_iter()
            .flatten()
        {
            self.agenda.cancel(wake);
        }
    }
}
