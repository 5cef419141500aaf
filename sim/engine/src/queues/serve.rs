//! New offers: which waiting call is given to which agents.

use super::config::{Presenting, Routing};
use super::event::Observer;
use super::ids::{AgentId, QueueId};
use super::machine::Engine;

impl Engine {
    /// Notes that new offers are to be looked for in a queue.
    #[inline]
    pub(super) fn mark(&mut self, id: QueueId) {
        let queue = &mut self.queues[id.index()];
        if !queue.dirty {
            queue.dirty = true;
            self.dirty.push(id);
        }
    }

    /// Looks for new offers in every queue that was marked, the best call in front first.
    pub(super) fn serve_all<O: Observer>(&mut self, observer: &mut O) {
        let mut serving = core::mem::take(&mut self.serving);
        core::mem::swap(&mut serving, &mut self.dirty);
        if serving.len() > 1 {
            serving.sort_by_key(|id| {
                let head = self.queues[id.index()].head();
                let rank = head
                    .map(|slot| self.calls.get(slot))
                    .map(|c| (c.priority, c.since));
                (rank.is_none(), rank, *id)
            });
        }
        for id in serving.drain(..) {
            self.queues[id.index()].dirty = false;
            self.serve(id, observer);
        }
        self.serving = serving;
    }

    fn serve<O: Observer>(&mut self, id: QueueId, observer: &mut O) {
        let config = &self.queues[id.index()].config;
        match (config.presenting, config.routing) {
            (Presenting::AtOnce, _) => self.serve_at_once(id, observer),
            (Presenting::Ring { .. }, Routing::RingAll) => self.ring_all(id, observer),
            (Presenting::Ring { .. }, Routing::LongestIdle { fan_out }) => {
                self.ring_longest_idle(id, fan_out, observer);
            }
            (
                Presenting::Ring { .. },
                Routing::RingAllEveryCall
                | Routing::Serial
                | Routing::RoundRobin
                | Routing::InTurn
                | Routing::FirstIdle,
            ) => self.ring_each(id, observer),
        }
    }

    fn serve_at_once<O: Observer>(&mut self, id: QueueId, observer: &mut O) {
        while let Some(slot) = self.queues[id.index()].head() {
            let Some(agent) = self.choose(id) else { break };
            self.queues[id.index()].last_chosen = Some(agent);
            self.connect(slot, agent, observer);
        }
    }

    /// Chooses the agent for a call that is connected at once.
    #[inline]
    pub(super) fn choose(&self, id: QueueId) -> Option<AgentId> {
        let queue = &self.queues[id.index()];
        let position = match queue.config.routing {
            Routing::FirstIdle | Routing::Serial | Routing::RingAll | Routing::RingAllEveryCall => {
                queue.able.first_from(0)?
            }
            Routing::RoundRobin => self.fewest_answered(id, &[])?,
            Routing::InTurn => self.next_in_turn(id, &[])?,
            Routing::LongestIdle { .. } => self.longest_idle(id, &[])?,
        };
        Some(queue.members[position].agent)
    }

    fn ring_all<O: Observer>(&mut self, id: QueueId, observer: &mut O) {
        let queue = &self.queues[id.index()];
        if queue.ringing > 0 || queue.able.is_empty() {
            return;
        }
        if let Some(slot) = queue.head()
            && self.may_ring(slot)
        {
            self.choose_all(id);
            self.begin_round(slot, observer);
        }
    }

    fn ring_longest_idle<O: Observer>(&mut self, id: QueueId, fan_out: u32, observer: &mut O) {
        let queue = &self.queues[id.index()];
        if (queue.in_line as usize) >= self.available(id) {
            return self.ring_each(id, observer);
        }
        if let Some(slot) = queue.head()
            && self.may_ring(slot)
        {
            self.chosen.clear();
            for _ in 0..fan_out {
                let Some(position) = self.longest_idle(id, &self.chosen) else {
                    break;
                };
                self.chosen
                    .push(self.queues[id.index()].members[position].agent);
            }
            if !self.chosen.is_empty() {
                self.begin_round(slot, observer);
            }
        }
    }

    /// Gives each waiting call, from the front, a round of its own.
    fn ring_each<O: Observer>(&mut self, id: QueueId, observer: &mut O) {
        let mut next = self.queues[id.index()].head();
        while let Some(slot) = next {
            let queue = &self.queues[id.index()];
            if queue.able.is_empty() {
                break;
            }
            next = queue.after(&self.calls, slot);
            if self.may_ring(slot) && self.choose_for(slot, id) {
                self.begin_round(slot, observer);
            }
        }
    }

    fn may_ring(&self, slot: u32) -> bool {
        let round = self.calls.round(slot);
        !round.running && round.parked != Some(self.now)
    }

    fn choose_all(&mut self, id: QueueId) {
        let queue = &self.queues[id.index()];
        self.chosen.clear();
        self.chosen.extend(
            queue
                .able
                .iter()
                .map(|position| queue.members[position].agent),
        );
    }

    /// Fills `chosen` for one call; `false` means that the call does not ring now.
    fn choose_for(&mut self, slot: u32, id: QueueId) -> bool {
        match self.queues[id.index()].config.routing {
            Routing::RingAll | Routing::RingAllEveryCall => {
                self.choose_all(id);
                true
            }
            Routing::LongestIdle { .. } => match self.longest_idle(id, &[]) {
                Some(position) => self.choose_one(id, position),
                None => false,
            },
            Routing::Serial | Routing::FirstIdle => self.choose_in_order(slot, id),
            Routing::RoundRobin => self.choose_in_turn(slot, id, Self::fewest_answered),
            Routing::InTurn => self.choose_in_turn(slot, id, Self::next_in_turn),
        }
    }

    fn choose_one(&mut self, id: QueueId, position: usize) -> bool {
        self.chosen.clear();
        self.chosen
            .push(self.queues[id.index()].members[position].agent);
        true
    }

    fn choose_in_order(&mut self, slot: u32, id: QueueId) -> bool {
        let cursor = self.calls.round(slot).cursor as usize;
        let able = &self.queues[id.index()].able;
        let position = match able.first_from(cursor) {
            Some(position) => position,
            None => {
                let Some(position) = able.first_from(0) else {
                    return false;
                };
                if !self.begin_lap(slot, id) {
                    return self.pause(id);
                }
                position
            }
        };
        let now = self.now;
        let round = self.calls.round_mut(slot);
        round.lap.get_or_insert(now);
        round.cursor = position as u32 + 1;
        self.choose_one(id, position)
    }

    /// Everybody has one turn, in the order of this rule, before anybody has another.
    fn choose_in_turn(
        &mut self,
        slot: u32,
        id: QueueId,
        next: impl Fn(&Self, QueueId, &[AgentId]) -> Option<usize>,
    ) -> bool {
        let position = match next(self, id, &self.calls.round(slot).tried) {
            Some(position) => position,
            None => {
                let Some(position) = next(self, id, &[]) else {
                    return false;
                };
                if !self.begin_lap(slot, id) {
                    return self.pause(id);
                }
                position
            }
        };
        let (now, agent) = (self.now, self.queues[id.index()].members[position].agent);
        let round = self.calls.round_mut(slot);
        round.lap.get_or_insert(now);
        round.tried.push(agent);
        self.queues[id.index()].last_chosen = Some(agent);
        self.choose_one(id, position)
    }

    /// Starts the list anew for a call, unless a whole pass took no time: agents who decline
    /// within the instant would be asked for ever.
    fn begin_lap(&mut self, slot: u32, id: QueueId) -> bool {
        let now = self.now;
        let can_pause = self.has_alert_time(id);
        let round = self.calls.round_mut(slot);
        if round.lap == Some(now) {
            if !can_pause {
                round.parked = Some(now);
            }
            round.lap = None;
            round.cursor = 0;
            round.tried.clear();
            return false;
        }
        round.lap = Some(now);
        round.tried.clear();
        true
    }

    /// Chooses nobody, which makes a pause of one alert time where there is one.
    fn pause(&mut self, id: QueueId) -> bool {
        self.chosen.clear();
        self.has_alert_time(id)
    }

    fn has_alert_time(&self, id: QueueId) -> bool {
        match self.queues[id.index()].config.presenting {
            Presenting::Ring { alert_time } => alert_time.is_some(),
            Presenting::AtOnce => false,
        }
    }

    fn fewest_answered(&self, id: QueueId, without: &[AgentId]) -> Option<usize> {
        let queue = &self.queues[id.index()];
        queue
            .able
            .iter()
            .filter(|position| !without.contains(&queue.members[*position].agent))
            .min_by_key(|position| queue.members[*position].answered)
    }

    /// Finds who comes in the list after the one that was chosen last.
    fn next_in_turn(&self, id: QueueId, without: &[AgentId]) -> Option<usize> {
        let queue = &self.queues[id.index()];
        let last = queue.last_chosen;
        let last = last.and_then(|last| self.agents[last.index()].place_in(id));
        let start = last.map_or(0, |last| last + 1);
        let free = |position: &usize| !without.contains(&queue.members[*position].agent);
        let behind = queue.able.iter().filter(free).find(|at| *at >= start);
        behind.or_else(|| queue.able.iter().find(free))
    }

    fn longest_idle(&self, id: QueueId, without: &[AgentId]) -> Option<usize> {
        let queue = &self.queues[id.index()];
        queue
            .able
            .iter()
            .filter(|position| !without.contains(&queue.members[*position].agent))
            .min_by_key(|position| self.agents[queue.members[*position].agent.index()].idle_rank())
    }

    /// Counts the members who take calls now, whether or not one rings there.
    fn available(&self, id: QueueId) -> usize {
        let queue = &self.queues[id.index()];
        let members = queue.members.iter();
        members
            .filter(|member| self.takes_calls(id, member))
            .count()
    }
}
