//! Conversations in which an activity is to be tried again: what came after it stands back, so that a bot hears everything in
//! order.

use std::collections::BTreeMap;

use ringback_world::{Time, deliveries::Channel};

use super::{ErrandId, Outgoing};

/// The conversations of bots that wait for a further attempt.
#[derive(Debug, Default)]
pub(super) struct PutOff(BTreeMap<String, (ErrandId, Time)>);

impl PutOff {
    /// Notes that a delivery is tried again at this time.
    pub(super) fn wait(&mut self, id: ErrandId, delivery: &Outgoing, at: Time) {
        if let Some(lane) = lane(delivery) {
            let first = self.0.entry(lane.to_owned()).or_insert((id, at));
            if id <= first.0 {
                *first = (id, at);
            }
        }
    }

    /// Notes that a delivery is under way again.
    pub(super) fn go(&mut self, id: ErrandId, delivery: &Outgoing) {
        if let Some(lane) = lane(delivery)
            && self.0.get(lane).is_some_and(|(first, _)| *first == id)
        {
            self.0.remove(lane);
        }
    }

    /// Tells until when a delivery stands back.
    pub(super) fn until(&self, id: ErrandId, delivery: &Outgoing) -> Option<Time> {
        let (first, at) = self.0.get(lane(delivery)?)?;
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
