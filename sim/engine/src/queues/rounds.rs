//! Rounds of offers: they begin, lose agents, and end.

use super::calls::State;
use super::config::{AfterMiss, Presenting, Routing, TimeoutCheck};
use super::event::{Event, Observer, Offer};
use super::ids::AgentId;
use super::machine::{Engine, Wake, class};

impl Engine {
    /// Lets a call ring at the agents in `chosen`; nobody there makes a pause of one alert time.
    pub(super) fn begin_round<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        let queue = self.calls.get(slot).queue;
        let alert_time = match self.queues[queue.index()].config.presenting {
            Presenting::Ring { alert_time } => alert_time,
            Presenting::AtOnce => None,
        };
        let alert = alert_time.map(|span| {
            let at = self.now.saturating_add(span);
            self.agenda
                .schedule(at, class::ROUND_END, Wake::RoundEnd(slot))
        });
        let now = self.now;
        self.queues[queue.index()].ringing += 1;
        let round = self.calls.round_mut(slot);
        round.running = true;
        round.started = now;
        round.alert = alert;
        round.parked = None;
        let chosen = core::mem::take(&mut self.chosen);
        for &agent in &chosen {
            self.calls.round_mut(slot).agents.push(agent);
            let state = &mut self.agents[agent.index()];
            state.offers.push(slot);
            if let Some(position) = state.place_in(queue) {
                self.queues[queue.index()].members[position].offers += 1;
                self.refresh_member(queue, position);
            }
            let call = self.calls.key(slot);
            observer.observe(now, Event::Offered(Offer { call, queue, agent }));
        }
        self.chosen = chosen;
    }

    /// Takes one agent out of a call's round, without a word.
    pub(super) fn drop_offer(&mut self, slot: u32, agent: AgentId) {
        let queue = self.calls.get(slot).queue;
        self.calls
            .round_mut(slot)
            .agents
            .retain(|other| *other != agent);
        let state = &mut self.agents[agent.index()];
        state.offers.retain(|other| *other != slot);
        if let Some(position) = state.place_in(queue) {
            self.queues[queue.index()].members[position].offers -= 1;
            self.refresh_member(queue, position);
        }
    }

    /// After a decline, one at a time goes on at once; together, the rest rings on.
    pub(super) fn after_decline<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        if !self.calls.round(slot).agents.is_empty() {
            return;
        }
        let queue = &self.queues[self.calls.get(slot).queue.index()];
        match queue.config.routing {
            Routing::Serial | Routing::RoundRobin | Routing::InTurn | Routing::FirstIdle => {
                self.stop_round(slot);
                self.fire_if_overdue(slot, observer);
            }
            Routing::RingAll | Routing::RingAllEveryCall | Routing::LongestIdle { .. } => {
                let round = self.calls.round_mut(slot);
                if round.alert.is_none() {
                    if round.started == self.now {
                        round.parked = Some(self.now);
                    }
                    self.stop_round(slot);
                    self.fire_if_overdue(slot, observer);
                }
            }
        }
    }

    /// The alert time of a round is over.
    pub(super) fn end_round<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        self.calls.round_mut(slot).alert = None;
        let (call, queue) = (self.calls.key(slot), self.calls.get(slot).queue);
        while let Some(&agent) = self.calls.round(slot).agents.first() {
            if self.queues[queue.index()].config.after_miss == AfterMiss::IdleAnew {
                self.agents[agent.index()].idle_from(self.now);
            }
            self.drop_offer(slot, agent);
            observer.observe(self.now, Event::Missed(Offer { call, queue, agent }));
        }
        self.stop_round(slot);
        if let Some(timeout) = self.queues[queue.index()].config.timeout
            && self.calls.round(slot).overdue
        {
            self.fire_timeout(slot, timeout.exit, observer);
        }
    }

    /// Withdraws what still rings of a call.
    pub(super) fn withdraw_round<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        if self.calls.get(slot).state != State::Waiting || !self.calls.round(slot).running {
            return;
        }
        let (call, queue) = (self.calls.key(slot), self.calls.get(slot).queue);
        while let Some(&agent) = self.calls.round(slot).agents.first() {
            self.drop_offer(slot, agent);
            observer.observe(self.now, Event::Withdrawn(Offer { call, queue, agent }));
        }
        self.stop_round(slot);
    }

    /// Withdraws the offers of an agent that meet a condition.
    pub(super) fn withdraw_where<O: Observer>(
        &mut self,
        agent: AgentId,
        observer: &mut O,
        mut condition: impl FnMut(&Self, u32) -> bool,
    ) {
        let mut index = 0;
        while let Some(&slot) = self.agents[agent.index()].offers.get(index) {
            if !condition(self, slot) {
                index += 1;
                continue;
            }
            self.drop_offer(slot, agent);
            let (call, queue) = (self.calls.key(slot), self.calls.get(slot).queue);
            observer.observe(self.now, Event::Withdrawn(Offer { call, queue, agent }));
            if self.calls.round(slot).agents.is_empty() {
                self.stop_round(slot);
                self.fire_if_overdue(slot, observer);
            }
        }
    }

    fn fire_if_overdue<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        let queue = self.calls.get(slot).queue;
        if let Some(timeout) = self.queues[queue.index()].config.timeout
            && timeout.check == TimeoutCheck::RoundEnd
            && self.calls.round(slot).overdue
        {
            self.fire_timeout(slot, timeout.exit, observer);
        }
    }

    fn stop_round(&mut self, slot: u32) {
        let round = self.calls.round_mut(slot);
        round.running = false;
        if let Some(alert) = round.alert.take() {
            self.agenda.cancel(alert);
        }
        let queue = self.calls.get(slot).queue;
        self.queues[queue.index()].ringing -= 1;
        self.mark(queue);
    }
}
