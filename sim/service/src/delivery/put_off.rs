//! Conversations in which an activity is to be tried again: what came after it stands back, so that a bot hears everything in
//! order.

use std::collections::BTreeMap;

use ringback_world::{Time, deliveries::Channel};

use super::{ErrandId, Outgoing};

/// The conversations of bots with what waits in them for a further attempt, and until when.
#[derive(Debug, Default)]
pub(super) struct PutOff(BTreeMap<String, BTreeMap<ErrandId, Time>>);

impl PutOff {
    /// Notes that a delivery is tried again at this time.
    pub(super) fn wait(&mut self, id: ErrandId, delivery: &Outgoing, at: Time) {
        if let Some(lane) = lane(delivery) {
            self.0.entry(lane.to_owned()).or_default().insert(id, at);
        }
    }

    /// Notes that a delivery is under way again.
    pub(super) fn go(&mut self, id: ErrandId, delivery: &Outgoing) {
        let Some(lane) = lane(delivery) else {
            return;
        };
        if let Some(waiting) = self.0.get_mut(lane) {
            waiting.remove(&id);
            if waiting.is_empty() {
                self.0.remove(lane);
            }
        }
    }

    /// Tells until when a delivery stands back.
    pub(super) fn until(&self, id: ErrandId, delivery: &Outgoing) -> Option<Time> {
        let (first, at) = self.0.get(lane(delivery)?)?.first_key_value()?;
        (*first < id).then_some(*at)
    }
}

/// Names the conversation of an activity. Other channels promise no order over attempts.
fn lane(delivery: &Outgoing) -> Option<&str> {
    match delivery.channel {
        Channel::Bot => delivery.lane.as_deref(),
        Channel::Callback | Channel::EventGrid => None,
    }
}
