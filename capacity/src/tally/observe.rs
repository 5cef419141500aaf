//! What the engine tells, put into the books and told on to whoever has to act.

use ringback_engine::{
    Time,
    queues::{Event, Observer, Offer},
};

use super::{Books, GroupCell, NOT_COUNTED, Reaction};
use crate::model::Label;

impl Observer for Books {
    #[inline]
    fn observe(&mut self, at: Time, event: Event) {
        let now = at.as_micros();
        self.reach(now);
        match event {
            Event::Arrived {
                call,
                queue,
                label,
                leg,
                waiting,
            } => {
                self.arrived(now, call, queue, label, leg);
                self.react(Reaction::Entered {
                    call,
                    queue,
                    label: Label(label),
                    waiting,
                });
            }
            Event::Answered {
                call,
                queue,
                agent,
                waited,
            } => {
                let label = self.answered(now, call, agent, waited.as_micros());
                self.react(Reaction::Answered {
                    call,
                    queue,
                    agent,
                    label,
                });
            }
            Event::Agent { agent, activity } => self.turns_to(now, agent, activity),
            Event::Abandoned { call, waited, .. } => {
                let label = self.abandoned(now, call, waited.as_micros());
                self.react(Reaction::GaveUp { label });
            }
            Event::Fired {
                call, exception, ..
            } => self.fired(now, call, exception),
            Event::Left { call, tag, .. } => {
                let label = self.left(now, call, tag);
                self.react(Reaction::TurnedAway { label });
            }
            Event::Ended { agent, .. } => self.react(Reaction::Ended { agent }),
            Event::Offered(offer) => self.react(Reaction::Offered(offer)),
            Event::Withdrawn(offer) => self.react(Reaction::Gone(offer)),
            Event::Missed(offer) => {
                self.offer_failed(offer, |cell| cell.missed += 1);
                self.react(Reaction::Gone(offer));
            }
            Event::Declined(offer) => self.offer_failed(offer, |cell| cell.declined += 1),
            Event::CallbackRequested { call, .. } => {
                let known = self.known[call.place()];
                if let Some(cell) = self.tally.queues.get_mut(known.cell as usize) {
                    cell.callbacks += 1;
                }
                if let Some(cell) = self.tally.contacts.get_mut(known.contact as usize) {
                    cell.callbacks += 1;
                }
            }
            Event::GreetingEnded { .. } | Event::Redirected { .. } => {}
        }
    }
}

impl Books {
    fn offer_failed(&mut self, offer: Offer, count: impl Fn(&mut GroupCell)) {
        if self.known[offer.call.place()].cell != NOT_COUNTED {
            let group = self.group_of[offer.agent.0 as usize] as usize;
            let interval = self.interval_at();
            count(&mut self.tally.groups[group * self.tally.intervals + interval]);
        }
    }
}
