//! Agents and members change, and queues get other rules.

use crate::time::Time;

use super::command::Refusal;
use super::config::{
    Availability, BusyAgents, Member, NoAgents, Offers, Opting, QueueConfig, Readiness,
};
use super::event::{Event, Observer};
use super::ids::{AgentId, QueueId};
use super::machine::{Engine, Wake, class};
use super::members::{MemberState, Place};

impl Engine {
    pub(super) fn set_readiness<O: Observer>(
        &mut self,
        agent: AgentId,
        readiness: Readiness,
        idle_since: Option<Time>,
        observer: &mut O,
    ) -> Result<(), Refusal> {
        self.check_agent(agent)?;
        let now = self.now;
        let state = &mut self.agents[agent.index()];
        let was_ready = state.is_ready();
        state.readiness = readiness;
        if state.is_ready() && (idle_since.is_some() || !was_ready) {
            state.idle_from(idle_since.unwrap_or(now));
        }
        self.agent_changed(agent, observer);
        for index in 0..self.agents[agent.index()].places.len() {
            let Place { queue, position } = self.agents[agent.index()].places[index];
            self.refresh_presence(queue, position as usize);
        }
        if readiness == Readiness::LoggedOut {
            self.withdraw_where(agent, observer, |engine, slot| {
                let queue = engine.calls.get(slot).queue;
                engine.queues[queue.index()].config.availability == Availability::Required
            });
        }
        Ok(())
    }

    pub(super) fn set_opting<O: Observer>(
        &mut self,
        queue: QueueId,
        agent: AgentId,
        opting: Opting,
        observer: &mut O,
    ) -> Result<(), Refusal> {
        self.check_queue(queue)?;
        self.check_agent(agent)?;
        let place = self.agents[agent.index()].place_in(queue);
        let position = place.ok_or(Refusal::NotMember(queue, agent))?;
        self.queues[queue.index()].members[position].opting = opting;
        self.refresh_member(queue, position);
        self.refresh_presence(queue, position);
        if opting == Opting::Out {
            self.withdraw_in(queue, agent, observer);
        }
        Ok(())
    }

    pub(super) fn set_members<O: Observer>(
        &mut self,
        queue: QueueId,
        members: &[Member],
        observer: &mut O,
    ) -> Result<(), Refusal> {
        self.check_queue(queue)?;
        self.check_members(queue, members)?;
        let before: Vec<AgentId> = self.queues[queue.index()]
            .members
            .iter()
            .map(|member| member.agent)
            .collect();
        for agent in before {
            let stays = |member: &&Member| member.agent == agent;
            if members
                .iter()
                .find(stays)
                .is_none_or(|member| member.opting == Opting::Out)
            {
                self.withdraw_in(queue, agent, observer);
            }
        }
        self.seat(queue, members);
        Ok(())
    }

    pub(super) fn configure<O: Observer>(
        &mut self,
        queue: QueueId,
        config: &QueueConfig,
        _observer: &mut O,
    ) -> Result<(), Refusal> {
        self.check_queue(queue)?;
        self.queues[queue.index()].config = *config;
        self.refresh_queue(queue);
        Ok(())
    }

    pub(super) fn check_members(&self, queue: QueueId, members: &[Member]) -> Result<(), Refusal> {
        let mut agents: Vec<AgentId> = members.iter().map(|member| member.agent).collect();
        agents.sort_unstable();
        for agent in &agents {
            self.check_agent(*agent)?;
        }
        match agents.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(Refusal::MemberTwice(queue, pair[0])),
            None => Ok(()),
        }
    }

    /// Puts members into a queue in place of those before.
    pub(super) fn seat(&mut self, id: QueueId, members: &[Member]) {
        let before = core::mem::take(&mut self.queues[id.index()].members);
        for member in &before {
            self.agents[member.agent.index()]
                .places
                .retain(|place| place.queue != id);
        }
        let seated = members.iter().map(|member| {
            let earlier = before.iter().find(|earlier| earlier.agent == member.agent);
            MemberState {
                agent: member.agent,
                opting: member.opting,
                answered: earlier.map_or(0, |earlier| earlier.answered),
                offers: earlier.map_or(0, |earlier| earlier.offers),
                present: false,
            }
        });
        let queue = &mut self.queues[id.index()];
        queue.members.extend(seated);
        queue.able.resize(members.len());
        queue.present = 0;
        for (position, member) in (0..).zip(members) {
            self.agents[member.agent.index()].places.push(Place {
                queue: id,
                position,
            });
        }
        self.refresh_queue(id);
    }

    fn refresh_queue(&mut self, id: QueueId) {
        for position in 0..self.queues[id.index()].members.len() {
            self.refresh_member(id, position);
            self.refresh_presence(id, position);
        }
        self.schedule_absence_test(id);
        self.mark(id);
    }

    fn withdraw_in<O: Observer>(&mut self, queue: QueueId, agent: AgentId, observer: &mut O) {
        self.withdraw_where(agent, observer, |engine, slot| {
            engine.calls.get(slot).queue == queue
        });
    }

    /// Draws the conclusions from whatever has changed about an agent.
    #[inline]
    pub(super) fn agent_changed<O: Observer>(&mut self, agent: AgentId, observer: &mut O) {
        let state = &mut self.agents[agent.index()];
        let activity = state.current_activity();
        if state.activity != activity {
            state.activity = activity;
            observer.observe(self.now, Event::Agent { agent, activity });
        }
        for index in 0..self.agents[agent.index()].places.len() {
            let Place { queue, position } = self.agents[agent.index()].places[index];
            self.refresh_member(queue, position as usize);
        }
    }

    /// Finds out anew whether a member can be given a call.
    #[inline]
    pub(super) fn refresh_member(&mut self, id: QueueId, position: usize) {
        let member = &self.queues[id.index()].members[position];
        let takes_calls = self.takes_calls(id, member);
        let queue = &mut self.queues[id.index()];
        let able = takes_calls
            && match queue.config.offers {
                Offers::OnePerAgent => queue.members[position].offers == 0,
                Offers::Unlimited => true,
            };
        if !able {
            queue.able.remove(position);
            if !takes_calls && queue.in_line > 0 && queue.compares_calls_with_agents() {
                self.mark(id);
            }
        } else if !queue.able.contains(position) {
            queue.able.insert(position);
            if queue.in_line > 0 {
                self.mark(id);
            }
        }
    }

    /// Tells whether a member takes calls now, whether or not one rings there.
    #[inline]
    pub(super) fn takes_calls(&self, id: QueueId, member: &MemberState) -> bool {
        let config = &self.queues[id.index()].config;
        let agent = &self.agents[member.agent.index()];
        member.opting == Opting::In
            && match config.availability {
                Availability::Required => agent.is_ready(),
                Availability::Ignored => true,
            }
            && match config.busy_agents {
                BusyAgents::Skip => !agent.is_busy(),
                BusyAgents::Offer => true,
            }
    }

    /// Finds out anew whether a member is present.
    fn refresh_presence(&mut self, id: QueueId, position: usize) {
        let queue = &mut self.queues[id.index()];
        let member = &queue.members[position];
        let readiness = self.agents[member.agent.index()].readiness;
        let present = queue.counts_present(member.opting, readiness);
        let was_present = core::mem::replace(&mut queue.members[position].present, present);
        if present == was_present {
            return;
        }
        if present {
            queue.present += 1;
        } else {
            queue.present -= 1;
            self.schedule_absence_test(id);
        }
    }

    fn schedule_absence_test(&mut self, id: QueueId) {
        let queue = &mut self.queues[id.index()];
        if queue.present == 0
            && queue.waiting > 0
            && !queue.test_due
            && matches!(queue.config.no_agents, NoAgents::AllCalls(_))
        {
            queue.test_due = true;
            self.agenda
                .schedule(self.now, class::ABSENCE_TEST, Wake::AbsenceTest(id));
        }
    }
}
