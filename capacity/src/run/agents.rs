//! Agents come and go, and take offers.

use ringback_engine::{
    Span, Time, WakeId,
    chance::{Draws, Purpose, Source},
    queues::{Activity, AgentId, CallKey, Command, Offer, Readiness},
};
use ringback_scenarios::population::Shrinkage;

use super::replication::{Due, Run, class};
use crate::{model::Response, tally::Ready};

const AGENT: Purpose = Purpose::named("agent of a population");
const OFFER: Purpose = Purpose::named("offer of a population");

/// What is known of an agent during a replication.
#[derive(Debug, Default)]
pub(super) struct AgentState {
    /// Draws of coming and going.
    draws: Option<Draws>,
    /// Draws of answering.
    answers: Option<Draws>,
    offers_seen: u32,
    /// What rings there, with what the agent is about to do.
    pending: Vec<(CallKey, WakeId)>,
    /// When an agent on duty is away next, or back.
    change: Option<WakeId>,
    /// Goes once the contact in hand is over.
    leaving: bool,
}

impl AgentState {
    fn uniform(&mut self) -> f64 {
        self.draws.as_mut().map_or(0.5, Draws::uniform)
    }
}

impl Run<'_> {
    /// Begins the day of all agents.
    pub(super) fn begin_duty(&mut self, seed: u64, replication: u64) {
        let own = Source::new(seed, AGENT).draw(replication, 0);
        let (coming, answering) = (Source::new(own, AGENT), Source::new(own, OFFER));
        for number in 0..self.agents.len() {
            let agent = AgentId(number as u32);
            let person = &self.model.agents[number];
            // Drawn by the place in the group, so that a larger group before changes nobody in this one.
            let draws = u64::from(person.group) << 32 | u64::from(person.place);
            self.agents[number].draws = Some(coming.draws(draws));
            self.agents[number].answers = Some(answering.draws(draws));
            let group = &self.model.groups[self.model.agents[number].group as usize];
            let is_absent = group.absence > 0.0 && self.agents[number].uniform() < group.absence;
            match &self.model.agents[number].windows {
                _ if is_absent => self.make(Time::ZERO, agent, Readiness::LoggedOut),
                Some(windows) => {
                    if let Some((from, _)) = windows.first() {
                        self.due
                            .schedule(*from, class::DUTY, Due::DutyBegins { agent, window: 0 });
                    }
                }
                None => {
                    let readiness = self.model.agents[number].readiness;
                    if readiness == Readiness::Ready {
                        self.comes(Time::ZERO, agent);
                    } else {
                        self.make(Time::ZERO, agent, readiness);
                    }
                    if let Some((stays, _)) = &group.comes_and_goes {
                        let stays = stays.sample(self.agents[number].uniform());
                        self.due.schedule(
                            Time::ZERO.saturating_add(stays),
                            class::DUTY,
                            Due::GoesAway { agent },
                        );
                    }
                }
            }
        }
        while let Some((now, due)) = self
            .due
            .next_at()
            .filter(|at| *at == Time::ZERO)
            .and_then(|at| self.due.pop_due(at))
        {
            if let Due::DutyBegins { agent, window } = due {
                self.duty_begins(now, agent, window);
            }
        }
    }

    fn make(&mut self, now: Time, agent: AgentId, readiness: Readiness) {
        let ready = match readiness {
            Readiness::Ready | Readiness::ReadyWhileBusy => Ready::Yes,
            Readiness::NotReady | Readiness::LoggedOut => Ready::No,
        };
        self.books.duty(now, agent, ready);
        self.command(
            now,
            Command::SetReadiness {
                agent,
                readiness,
                idle_since: None,
            },
        );
    }

    fn shrinkage(&self, agent: AgentId) -> Option<&'_ Shrinkage> {
        let group = self.model.agents[agent.0 as usize].group as usize;
        self.model.groups[group].shrinkage.as_ref()
    }

    /// An agent comes on duty, and may be away at once.
    fn comes(&mut self, now: Time, agent: AgentId) {
        let share = self
            .shrinkage(agent)
            .map_or(0.0, |shrinkage| shrinkage.share);
        if share > 0.0 && self.agents[agent.0 as usize].uniform() < share {
            self.away(now, agent);
        } else {
            self.back(now, agent);
        }
    }

    /// An agent on duty goes where no contact reaches them, for a while.
    pub(super) fn away(&mut self, now: Time, agent: AgentId) {
        self.make(now, agent, Readiness::NotReady);
        let Some(shrinkage) = self.shrinkage(agent).cloned() else {
            return;
        };
        let away = shrinkage
            .away_for
            .sample(self.agents[agent.0 as usize].uniform());
        self.changes_after(now, away, agent, Due::Back { agent });
    }

    /// An agent on duty is there for contacts. The time until the next absence is such that absences take their share of the
    /// time in the long run.
    pub(super) fn back(&mut self, now: Time, agent: AgentId) {
        self.make(now, agent, Readiness::Ready);
        let Some(shrinkage) = self.shrinkage(agent) else {
            return;
        };
        let mean = shrinkage.away_for.mean_s() * (1.0 - shrinkage.share) / shrinkage.share;
        let law = ringback_engine::chance::Distribution::exponential(Span::from_secs_f64(mean));
        let there = law.sample(self.agents[agent.0 as usize].uniform());
        self.changes_after(now, there, agent, Due::Away { agent });
    }

    fn changes_after(&mut self, now: Time, after: Span, agent: AgentId, due: Due) {
        let wake = self
            .due
            .schedule(now.saturating_add(after), class::DUTY, due);
        self.agents[agent.0 as usize].change = Some(wake);
    }

    /// The duty of an agent is over: being away and being there no longer take turns.
    fn off_duty(&mut self, agent: AgentId) {
        if let Some(change) = self.agents[agent.0 as usize].change.take() {
            self.due.cancel(change);
        }
    }

    pub(super) fn duty_begins(&mut self, now: Time, agent: AgentId, window: usize) {
        self.comes(now, agent);
        let windows = self.model.agents[agent.0 as usize]
            .windows
            .as_deref()
            .unwrap_or(&[]);
        if let Some((_, to)) = windows.get(window).filter(|(_, to)| *to < Time::MAX) {
            self.due
                .schedule(*to, class::DUTY, Due::DutyEnds { agent, window });
        }
    }

    pub(super) fn duty_ends(&mut self, now: Time, agent: AgentId, window: usize) {
        let number = agent.0 as usize;
        self.off_duty(agent);
        let windows = self.model.agents[number].windows.as_deref().unwrap_or(&[]);
        match windows.get(window + 1) {
            Some((from, _)) => {
                self.make(now, agent, Readiness::NotReady);
                self.due.schedule(
                    *from,
                    class::DUTY,
                    Due::DutyBegins {
                        agent,
                        window: window + 1,
                    },
                );
            }
            None => self.make(now, agent, Readiness::LoggedOut),
        }
    }

    pub(super) fn goes_away(&mut self, now: Time, agent: AgentId) {
        self.make(now, agent, Readiness::LoggedOut);
        self.off_duty(agent);
        match self.engine.activity(agent) {
            Some(Activity::Talking) => self.agents[agent.0 as usize].leaving = true,
            _ => self.stays_away(now, agent),
        }
    }

    fn stays_away(&mut self, now: Time, agent: AgentId) {
        let number = agent.0 as usize;
        let group = &self.model.groups[self.model.agents[number].group as usize];
        if let Some((_, away)) = &group.comes_and_goes {
            let away = away.sample(self.agents[number].uniform());
            self.due.schedule(
                now.saturating_add(away),
                class::DUTY,
                Due::ComesBack { agent },
            );
        }
    }

    pub(super) fn comes_back(&mut self, now: Time, agent: AgentId) {
        let number = agent.0 as usize;
        self.comes(now, agent);
        let group = &self.model.groups[self.model.agents[number].group as usize];
        if let Some((stays, _)) = &group.comes_and_goes {
            let stays = stays.sample(self.agents[number].uniform());
            self.due.schedule(
                now.saturating_add(stays),
                class::DUTY,
                Due::GoesAway { agent },
            );
        }
    }

    pub(super) fn ended(&mut self, now: Time, agent: AgentId) {
        if core::mem::take(&mut self.agents[agent.0 as usize].leaving) {
            self.stays_away(now, agent);
        }
    }

    /// An offer rings: the agent decides what to do, and when.
    pub(super) fn offered(&mut self, now: Time, offer: Offer) {
        let number = offer.agent.0 as usize;
        let group = &self.model.groups[self.model.agents[number].group as usize];
        let state = &mut self.agents[number];
        let seen = state.offers_seen as usize;
        state.offers_seen = state.offers_seen.saturating_add(1);
        let Some(answers) = &mut state.answers else {
            return;
        };
        let response = group.first.get(seen).unwrap_or(&group.then);
        if group.declines + group.misses > 0.0 {
            let uniform = answers.uniform();
            if uniform < group.misses {
                return;
            }
            if uniform < group.misses + group.declines {
                let after = match response {
                    Response::Answers(after) | Response::Declines(after) => {
                        after.sample(answers.uniform())
                    }
                    Response::Ignores => return,
                };
                let due = Due::Declines {
                    call: offer.call,
                    agent: offer.agent,
                };
                let wake = self
                    .due
                    .schedule(now.saturating_add(after), class::CONTACT, due);
                self.agents[number].pending.push((offer.call, wake));
                return;
            }
        }
        let (after, due) = match response {
            Response::Answers(after) => (
                after,
                Due::Answers {
                    call: offer.call,
                    agent: offer.agent,
                },
            ),
            Response::Declines(after) => (
                after,
                Due::Declines {
                    call: offer.call,
                    agent: offer.agent,
                },
            ),
            Response::Ignores => return,
        };
        let after = after.sample(answers.uniform());
        let wake = self
            .due
            .schedule(now.saturating_add(after), class::CONTACT, due);
        self.agents[number].pending.push((offer.call, wake));
    }

    /// An offer rings no more: what the agent was about to do is forgotten.
    pub(super) fn offer_gone(&mut self, offer: Offer) {
        let pending = &mut self.agents[offer.agent.0 as usize].pending;
        if let Some(at) = pending.iter().position(|(call, _)| *call == offer.call) {
            let (_, wake) = pending.swap_remove(at);
            self.due.cancel(wake);
        }
    }

    /// An agent has a contact: its offer is over.
    pub(super) fn taken(&mut self, call: CallKey, agent: AgentId) {
        self.agents[agent.0 as usize]
            .pending
            .retain(|(pending, _)| *pending != call);
    }

    pub(super) fn answers(&mut self, now: Time, call: CallKey, agent: AgentId) {
        self.taken(call, agent);
        // Whose hands are full lets the offer ring.
        let group = &self.model.groups[self.model.agents[agent.0 as usize].group as usize];
        let is_busy = group.chats == 1 && self.engine.activity(agent) == Some(Activity::Talking);
        if !is_busy {
            self.command(now, Command::Answer { call, agent });
        }
    }

    pub(super) fn declines(&mut self, now: Time, call: CallKey, agent: AgentId) {
        self.taken(call, agent);
        self.command(now, Command::Decline { call, agent });
    }
}
