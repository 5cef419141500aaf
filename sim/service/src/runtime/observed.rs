//! What an observer is told, and when.

use std::time::Duration;

use ringback_world::{Fact, Time, deliveries::Outcome};
use tokio::time::Instant;

use super::Run;
use crate::{
    delivery::{Errand, ErrandId, RequestId, Start},
    observer::{Observer, Seen, Sent},
};

impl Run {
    /// Hands over who watches this run and those that follow.
    pub(crate) fn observe(&mut self, observer: Box<dyn Observer>) {
        self.observer = Some(observer);
    }

    /// Tells of something that was due, before it happens.
    pub(super) fn tell_of_due(&mut self, due: Time) {
        self.tell(|_, tell| tell(Seen::Due(due)));
    }

    pub(super) fn tell_of_facts(&mut self, facts: &[Fact]) {
        self.tell(|_, tell| tell(Seen::Facts(facts)));
    }

    /// Tells of the command that has just been accepted: the latest input.
    pub(super) fn tell_of_command(&mut self, request: Option<RequestId>) {
        let open = request.and_then(|id| self.patience.request(id));
        let arrived = open.map(|open| open.arrived);
        self.tell(|run, tell| {
            if let Some(input) = run.inputs.back() {
                tell(Seen::Asked {
                    command: &input.command,
                    arrived: arrived.map_or_else(|| run.real_now(), |real| run.on_scale(real)),
                });
            }
        });
    }

    pub(super) fn tell_of_start(&mut self, start: &Start) {
        let (channel, contact, kind, subject) = match &*start.errand {
            Errand::Delivery(delivery) => (
                Some(delivery.channel),
                delivery.contact,
                delivery.event_type.as_str(),
                delivery.subject(),
            ),
            Errand::Visit(plan) => (None, Some(plan.contact), plan.entry.as_str(), None),
        };
        let sent = Sent {
            errand: start.id.0,
            due: start.due,
            channel,
            contact,
            kind,
            subject,
        };
        self.tell(|_, tell| tell(Seen::Sent(sent)));
    }

    pub(super) fn tell_of_return(&mut self, id: ErrandId, outcome: &Outcome) {
        let errand = id.0;
        self.tell(|_, tell| tell(Seen::Returned { errand, outcome }));
    }

    /// Tells that the reply to a request has left.
    pub(super) fn tell_of_reply(&mut self, id: RequestId, flushed: Instant) {
        let Some(open) = self.patience.request(id).copied() else {
            return;
        };
        let flushed = flushed.saturating_duration_since(self.started);
        self.tell(|run, tell| {
            tell(Seen::Replied {
                whole: run.on_scale(open.whole),
                flushed: run.on_scale(flushed),
                status: open.status,
            });
        });
    }

    fn tell(&mut self, what: impl FnOnce(&Self, &mut dyn FnMut(Seen<'_>))) {
        if let Some(mut observer) = self.observer.take() {
            what(self, &mut |seen| observer.saw(self.real_now(), seen));
            self.observer = Some(observer);
        }
    }

    /// Gives the present real instant on the scale of simulated time.
    fn real_now(&self) -> Time {
        self.on_scale(self.started.elapsed())
    }

    /// Puts a real instant on the scale of simulated time; on a clock that does not follow it, that is the present time.
    fn on_scale(&self, real: Duration) -> Time {
        self.simulated(real).unwrap_or(self.now)
    }
}
