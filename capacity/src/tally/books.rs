//! The books of a replication: what the engine tells, counted.

use ringback_engine::{
    Time,
    queues::{Activity, AgentId, CallKey, Exception, Offer, QueueId},
};
use ringback_scenarios::population::Population;
use ringback_world::teams::CHAIN_TOO_LONG;

use super::{ContactCell, GroupCell, QueueCell, Tally, Waits, integral::Integral};
use crate::model::{Label, Model};

/// Something that happened and asks for more, told to the run.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reaction {
    /// A contact entered a queue.
    Entered {
        call: CallKey,
        queue: QueueId,
        label: Label,
        waiting: u32,
    },
    /// An offer rings.
    Offered(Offer),
    /// An offer rings no more.
    Gone(Offer),
    /// An agent has a contact.
    Answered {
        call: CallKey,
        queue: QueueId,
        agent: AgentId,
        label: Label,
    },
    /// A conversation is over.
    Ended { agent: AgentId },
    /// A customer gave up.
    GaveUp { label: Label },
    /// A contact ended without an answer.
    TurnedAway { label: Label },
}

/// What is known of a contact while it is in the engine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    label: Label,
    /// When it entered its first queue and its present one, in microseconds.
    first: u64,
    entered: u64,
    queue: u32,
    /// Its cell of the queue's table and of the contacts'; none where it is not counted.
    pub(super) cell: u32,
    pub(super) contact: u32,
    in_queue: bool,
}

/// Marks contacts that set out during the warm-up.
pub(crate) const NOT_COUNTED: u32 = u32::MAX;

/// The books of a replication.
pub(crate) struct Books {
    pub(super) tally: Tally,
    within: u64,
    short_below: u64,
    /// The first and last instant that is measured, and the length of an interval.
    from: u64,
    to: u64,
    interval: u64,
    /// The present interval; before the first and after the last nothing is integrated.
    present: Option<usize>,
    /// When something next happens to it.
    boundary: u64,
    pub(super) known: Vec<Known>,
    waiting: Vec<Integral>,
    pub(super) talking: Vec<Integral>,
    pub(super) wrapping_up: Vec<Integral>,
    pub(super) staffed: Vec<Integral>,
    pub(super) overtime: Vec<Integral>,
    /// 1 while nobody of the group is on duty.
    pub(super) unstaffed: Vec<Integral>,
    pub(super) group_of: Vec<u32>,
    pub(super) activity: Vec<Activity>,
    pub(super) on_duty: Vec<bool>,
    channels: usize,
    reacts: bool,
    /// The contact cell of the contact that is handed to the engine now.
    pub(crate) entering: u32,
    /// What asks for more, in order.
    pub(crate) reactions: Vec<Reaction>,
}

impl Books {
    pub(crate) fn new(model: &Model) -> Self {
        let population = &model.plan.population;
        let intervals = intervals(population);
        let (queues, groups) = (model.queues.len(), model.groups.len());
        let kinds = population.kinds.len();
        let level = &model.plan.measuring.service_level;
        let from = population.warm_up.as_micros();
        let unstaffed = (0..groups).map(|_| {
            let mut nobody = Integral::default();
            nobody.up(0);
            nobody
        });
        Self {
            tally: Tally {
                intervals,
                queues: vec![QueueCell::default(); queues * intervals],
                waits: vec![Waits::new(); queues * intervals],
                groups: vec![GroupCell::default(); groups * intervals],
                contacts: vec![ContactCell::default(); kinds * model.channels.len() * intervals],
                first_queue: vec![0; kinds * queues],
                little: vec![[0; 2]; queues],
                chains_too_long: 0,
            },
            within: level.within.as_micros(),
            short_below: level.short_below.as_micros(),
            from,
            to: population.lasts.as_micros(),
            interval: population.interval.as_micros(),
            present: None,
            boundary: from,
            known: Vec::new(),
            waiting: vec![Integral::default(); queues],
            talking: vec![Integral::default(); groups],
            wrapping_up: vec![Integral::default(); groups],
            staffed: vec![Integral::default(); groups],
            overtime: vec![Integral::default(); groups],
            unstaffed: unstaffed.collect(),
            group_of: model.agents.iter().map(|agent| agent.group).collect(),
            activity: vec![Activity::LoggedOut; model.agents.len()],
            on_duty: vec![false; model.agents.len()],
            channels: model.channels.len(),
            reacts: model.reacts,
            entering: NOT_COUNTED,
            reactions: Vec::new(),
        }
    }

    /// Closes the books at an instant: what is still in the engine is unfinished.
    pub(crate) fn close(mut self, at: Time) -> Tally {
        let at = at.as_micros().max(self.to);
        self.reach(at);
        for known in core::mem::take(&mut self.known) {
            if known.in_queue {
                self.add_wait_to_little(&known, at);
                if let Some(cell) = self.tally.queues.get_mut(known.cell as usize) {
                    cell.unfinished += 1;
                }
                if let Some(cell) = self.tally.contacts.get_mut(known.contact as usize) {
                    cell.unfinished += 1;
                }
            }
        }
        self.tally
    }

    /// Goes on to an instant; intervals that end by then are closed.
    #[inline]
    pub(crate) fn reach(&mut self, at: u64) {
        while at >= self.boundary {
            self.turn();
        }
    }

    /// Tells whether the present interval ends by an instant.
    #[inline]
    pub(crate) fn ends_by(&self, at: Time) -> bool {
        at.as_micros() >= self.boundary
    }

    /// Closes the present interval at its boundary, and opens the next.
    fn turn(&mut self) {
        let at = self.boundary;
        let intervals = self.tally.intervals;
        if let Some(present) = self.present {
            for (queue, waiting) in self.waiting.iter_mut().enumerate() {
                let cell = &mut self.tally.queues[queue * intervals + present];
                cell.waiting_at_end = waiting.level();
                let sum = waiting.take(at);
                cell.waiting += sum;
                self.tally.little[queue][0] += sum;
            }
            for group in 0..self.talking.len() {
                let cell = &mut self.tally.groups[group * intervals + present];
                let busy = self.talking[group].level() + self.wrapping_up[group].level();
                cell.busy_at_end = busy;
                cell.all_busy_at_end = u64::from(busy >= self.staffed[group].level());
                cell.staffed += self.staffed[group].take(at);
                cell.talking += self.talking[group].take(at);
                cell.wrapping_up += self.wrapping_up[group].take(at);
                cell.overtime += self.overtime[group].take(at);
                cell.unstaffed += self.unstaffed[group].take(at);
            }
        } else {
            let all = [
                &mut self.waiting,
                &mut self.talking,
                &mut self.wrapping_up,
                &mut self.staffed,
                &mut self.overtime,
                &mut self.unstaffed,
            ];
            for integral in all.into_iter().flatten() {
                integral.take(at);
            }
        }
        if at >= self.to {
            self.present = None;
            self.boundary = u64::MAX;
            return;
        }
        self.present = Some(self.present.map_or(0, |present| present + 1));
        self.boundary = at.saturating_add(self.interval).min(self.to);
    }

    /// Gives the interval of something that belongs to a counted contact: what happens after the last one belongs to the last.
    pub(super) fn interval_at(&self) -> usize {
        self.present.unwrap_or(self.tally.intervals - 1)
    }

    /// A contact sets out: gives its cell, or [`NOT_COUNTED`] during the warm-up. `again` says that it came before.
    #[inline]
    pub(crate) fn sets_out(&mut self, at: Time, label: Label, again: bool) -> u32 {
        let at = at.as_micros();
        self.reach(at);
        if at < self.from {
            return NOT_COUNTED;
        }
        let cell = (label.kind() * self.channels + label.channel()) * self.tally.intervals
            + self.interval_at();
        let counts = &mut self.tally.contacts[cell];
        if again {
            counts.retries += 1;
        } else {
            counts.contacts += 1;
        }
        cell as u32
    }

    /// Gives the books of one contact cell, where it is counted.
    #[inline]
    pub(crate) fn contact(&mut self, cell: u32) -> Option<&mut ContactCell> {
        self.tally.contacts.get_mut(cell as usize)
    }

    #[inline]
    pub(super) fn arrived(&mut self, at: u64, call: CallKey, queue: QueueId, label: u64, leg: u32) {
        let place = call.place();
        let number = queue.0 as usize;
        if place >= self.known.len() {
            let nobody = Known {
                label: Label(0),
                first: 0,
                entered: 0,
                queue: 0,
                cell: 0,
                contact: 0,
                in_queue: false,
            };
            self.known.resize(place + 1, nobody);
        }
        let contact = if leg == 1 {
            self.entering
        } else {
            self.known[place].contact
        };
        let cell = if contact == NOT_COUNTED {
            NOT_COUNTED
        } else {
            (number * self.tally.intervals + self.interval_at()) as u32
        };
        let known = &mut self.known[place];
        if leg == 1 {
            known.label = Label(label);
            known.first = at;
            known.contact = contact;
        }
        known.entered = at;
        known.queue = queue.0;
        known.cell = cell;
        known.in_queue = true;
        if cell != NOT_COUNTED {
            self.tally.queues[cell as usize].offered += 1;
            if leg == 1 {
                let kind = Label(label).kind();
                let queues = self.tally.little.len();
                self.tally.first_queue[kind * queues + number] += 1;
                self.tally.contacts[contact as usize].offered += 1;
            }
        }
        self.waiting[number].up(at);
    }

    /// A contact is out of its queue: gives what is known of it.
    #[inline]
    fn out(&mut self, at: u64, call: CallKey) -> Known {
        let known = &mut self.known[call.place()];
        let found = *known;
        known.in_queue = false;
        self.waiting[found.queue as usize].down(at);
        self.add_wait_to_little(&found, at);
        found
    }

    /// Adds the part of a wait that lies within what is measured.
    #[inline]
    fn add_wait_to_little(&mut self, known: &Known, until: u64) {
        let (from, to) = (known.entered.max(self.from), until.min(self.to));
        self.tally.little[known.queue as usize][1] += to.saturating_sub(from);
    }

    #[inline]
    pub(super) fn answered(
        &mut self,
        at: u64,
        call: CallKey,
        agent: AgentId,
        waited: u64,
    ) -> Label {
        let known = self.out(at, call);
        if known.cell != NOT_COUNTED {
            let time = at - known.entered;
            let cell = &mut self.tally.queues[known.cell as usize];
            cell.answered += 1;
            cell.at_once += u64::from(time == 0);
            cell.within += u64::from(waited <= self.within);
            cell.wait_of_answered += waited;
            cell.time_in_queue += time;
            cell.longest = cell.longest.max(time);
            self.tally.waits[known.cell as usize].add(waited);
            let whole = at - known.first;
            let contact = &mut self.tally.contacts[known.contact as usize];
            contact.answered += 1;
            contact.within += u64::from(whole <= self.within);
            contact.wait_of_answered += whole;
            contact.time_waiting += whole;
            contact.longest = contact.longest.max(whole);
            let group = self.group_of[agent.0 as usize] as usize;
            let interval = self.interval_at();
            self.tally.groups[group * self.tally.intervals + interval].answered += 1;
        }
        known.label
    }

    pub(super) fn abandoned(&mut self, at: u64, call: CallKey, waited: u64) -> Label {
        let place = call.place();
        let known = if self.known[place].in_queue {
            let known = self.out(at, call);
            if known.cell != NOT_COUNTED {
                let time = at - known.entered;
                let cell = &mut self.tally.queues[known.cell as usize];
                cell.abandoned += 1;
                cell.short_abandoned += u64::from(waited < self.short_below);
                cell.wait_of_abandoned += waited;
                cell.time_in_queue += time;
                cell.longest = cell.longest.max(time);
            }
            known
        } else {
            self.known[place]
        };
        if known.contact != NOT_COUNTED {
            let whole = at - known.first;
            let contact = &mut self.tally.contacts[known.contact as usize];
            contact.abandoned += 1;
            contact.short_abandoned += u64::from(whole < self.short_below);
            contact.wait_of_abandoned += whole;
            contact.time_waiting += whole;
            contact.longest = contact.longest.max(whole);
        }
        known.label
    }

    pub(super) fn fired(&mut self, at: u64, call: CallKey, exception: Exception) {
        let known = self.out(at, call);
        if known.cell == NOT_COUNTED {
            return;
        }
        let time = at - known.entered;
        let cell = &mut self.tally.queues[known.cell as usize];
        let came_in_vain = match exception {
            Exception::Limit => {
                cell.overflowed += 1;
                true
            }
            Exception::Timeout => {
                cell.timed_out += 1;
                false
            }
            Exception::NoAgents => {
                cell.no_agents += 1;
                time == 0
            }
        };
        if came_in_vain {
            cell.refused += 1;
        } else {
            cell.time_in_queue += time;
            cell.longest = cell.longest.max(time);
        }
    }

    pub(super) fn left(&mut self, at: u64, call: CallKey, tag: u32) -> Label {
        let known = self.known[call.place()];
        if known.contact != NOT_COUNTED {
            let contact = &mut self.tally.contacts[known.contact as usize];
            contact.redirected += 1;
            contact.time_waiting += at - known.first;
            if tag == CHAIN_TOO_LONG {
                self.tally.chains_too_long += 1;
            }
        }
        known.label
    }

    pub(super) fn react(&mut self, reaction: Reaction) {
        if self.reacts {
            self.reactions.push(reaction);
        }
    }
}

/// Tells how many intervals are measured.
pub(crate) fn intervals(population: &Population) -> usize {
    let measured = population
        .lasts
        .saturating_sub(population.warm_up)
        .as_micros();
    measured.div_ceil(population.interval.as_micros()).max(1) as usize
}
