//! What faults do to what goes out: once more, later, or after the next one.

use std::sync::Arc;

use ringback_world::Time;

use super::{Errand, ErrandId, Machine, Start, State};

impl Machine {
    /// Takes the copy of something that goes out, which a fault sends once more.
    pub(crate) fn queue_copy(&mut self, now: Time, errand: Arc<Errand>, at: Time, fault: String) {
        let state = if at > now {
            State::Waiting(at)
        } else {
            State::Ready
        };
        self.take(now, errand, state, Some(fault));
    }

    /// Puts off what was about to go out: its attempt has not been made.
    pub(crate) fn put_off(&mut self, id: ErrandId, until: Time, fault: String) {
        let Some(item) = self.open.get_mut(&id) else {
            return;
        };
        if let State::Flying {
            deadline, parked, ..
        } = item.state
        {
            self.alarms.remove(&(deadline, id));
            if !parked {
                self.flying -= 1;
            }
            item.attempts -= 1;
        }
        item.state = State::Waiting(until);
        item.fault = Some(fault);
        self.alarms.insert((until, id));
    }

    /// Puts off what was about to go out until the next one of its lane has gone, at the latest until a time. One at a time waits
    /// in a lane: tells whether it does.
    pub(crate) fn put_behind(&mut self, id: ErrandId, until: Time, fault: &str) -> bool {
        let Some(item) = self.open.get(&id) else {
            return false;
        };
        let lane = order_of(&item.errand).to_owned();
        if self.behind.contains_key(&lane) {
            return false;
        }
        self.behind.insert(lane, id);
        self.put_off(id, until, fault.to_owned());
        true
    }

    /// Learns that something goes out: what waited to be overtaken by it may follow. Gives what did.
    pub(crate) fn overtaken(&mut self, by: ErrandId) -> Option<Start> {
        let lane = order_of(&self.open.get(&by)?.errand);
        let id = *self.behind.get(lane)?;
        self.behind.remove(lane);
        let item = self.open.get_mut(&id).filter(|_| id != by)?;
        let State::Waiting(until) = item.state else {
            return None;
        };
        item.state = State::Ready;
        self.alarms.remove(&(until, id));
        self.ready.insert(id);
        Some(Start {
            id,
            attempt: item.attempts,
            due: item.due,
            errand: Arc::clone(&item.errand),
            fault: item.fault.clone(),
        })
    }

    /// Says why the latest attempt ended as it did.
    pub(crate) fn explain(&mut self, id: ErrandId, because: String) {
        if let Some(attempt) = self.log.back_mut().filter(|attempt| attempt.id == id) {
            attempt.cause = Some(because);
        }
    }
}

/// Within what the order of events means something: the connection of a callback, the subscription of an event.
fn order_of(errand: &Errand) -> &str {
    match errand {
        Errand::Delivery(delivery) => {
            let subscription = delivery.subscription.as_ref();
            let subscription = subscription.map(|one| one.name.as_str());
            delivery
                .lane
                .as_deref()
                .or(subscription)
                .unwrap_or_default()
        }
        Errand::Visit(_) => "",
    }
}
