//! Events that could not be delivered, kept where their subscription says.
//!
//! Source: "Event Grid message delivery and retry", dead-letter events and delivery event formats, 2024; `lastHttpStatusCode` and
//! the reason of a bad request as reported from the real service in 2018.

use std::collections::VecDeque;

use jiff::Timestamp;
use ringback_world::{
    Time,
    deliveries::{Outcome, WhyGivenUp},
};
use serde_json::{Value, json};

use super::Outgoing;
use crate::events;

/// How many are kept.
const KEPT: usize = 1_000;

/// An event that could not be delivered.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DeadLetter {
    /// The subscription that it was for.
    pub(crate) subscription: String,
    destination: String,
    body: Value,
    why: WhyGivenUp,
    attempts: u32,
    outcome: Outcome,
    published: Time,
    last_attempt: Time,
}

/// The events that could not be delivered and are kept, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DeadLetters(VecDeque<DeadLetter>);

impl DeadLetters {
    /// Keeps one, if there is one to keep.
    pub(super) fn keep(&mut self, letter: Option<DeadLetter>) {
        self.0.extend(letter);
        if self.0.len() > KEPT {
            self.0.pop_front();
        }
    }

    /// Lists those of one subscription.
    pub(crate) fn of(&self, subscription: &str) -> impl Iterator<Item = &DeadLetter> {
        let of_it = move |letter: &&DeadLetter| letter.subscription == subscription;
        self.0.iter().filter(of_it)
    }
}

impl DeadLetter {
    /// Makes one of an event whose subscription says where to keep it.
    pub(super) fn of(
        delivery: &Outgoing,
        published: Time,
        (last_attempt, attempts, outcome): (Time, u32, &Outcome),
        why: WhyGivenUp,
    ) -> Option<Self> {
        let subscription = delivery.subscription.as_ref()?;
        Some(Self {
            subscription: subscription.name.clone(),
            destination: subscription.dead_letters.clone()?,
            body: delivery.body.clone(),
            why,
            attempts,
            outcome: outcome.clone(),
            published,
            last_attempt,
        })
    }

    /// Tells where it is kept.
    pub(crate) fn destination(&self) -> &str {
        &self.destination
    }

    /// Shows it as it would lie in the storage: the event, and what became of it.
    pub(crate) fn shown(&self, civil: impl Fn(Time) -> Timestamp) -> Value {
        let time = |at| json!(events::event_time(civil(at)));
        let said = [
            ("deadLetterReason", json!(self.reason())),
            ("deliveryAttempts", json!(self.attempts)),
            ("lastDeliveryOutcome", json!(outcome_name(&self.outcome))),
            ("lastHttpStatusCode", status(&self.outcome)),
            ("publishTime", time(self.published)),
            ("lastDeliveryAttemptTime", time(self.last_attempt)),
        ];
        let (mut event, of_cloud) = match &self.body {
            Value::Array(events) => (events.first().cloned().unwrap_or_default(), false),
            other => (other.clone(), true),
        };
        for (name, value) in said {
            if value.is_null() {
                continue;
            }
            // Attributes of CloudEvents have small letters alone.
            let name = if of_cloud {
                name.to_lowercase()
            } else {
                name.to_owned()
            };
            event[name] = value;
        }
        event
    }

    fn reason(&self) -> &'static str {
        match (self.why, &self.outcome) {
            (WhyGivenUp::AttemptsUsedUp | WhyGivenUp::NotAllowed, _) => {
                "MaxDeliveryAttemptsExceeded"
            }
            (WhyGivenUp::TimeToLiveOver, _) => "TimeToLiveExceeded",
            (WhyGivenUp::Refused, Outcome::Answered(413)) => {
                "UndeliverableDueToHttpRequestEntityTooLarge"
            }
            (WhyGivenUp::Refused, _) => "UndeliverableDueToHttpBadRequest",
        }
    }
}

fn status(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Answered(status) => json!(status),
        Outcome::TimedOut | Outcome::Unreachable => Value::Null,
    }
}

fn outcome_name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Answered(400) => "BadRequest",
        Outcome::Answered(401) => "Unauthorized",
        Outcome::Answered(403) => "Forbidden",
        Outcome::Answered(404) => "NotFound",
        Outcome::Answered(408) | Outcome::TimedOut => "TimedOut",
        Outcome::Answered(413) => "PayloadTooLarge",
        Outcome::Answered(503) => "Busy",
        Outcome::Answered(_) => "GenericError",
        Outcome::Unreachable => "SocketError",
    }
}
