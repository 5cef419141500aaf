//! What became of events on their way to the implementation, as far as the world is concerned: facts.

use serde::{Deserialize, Serialize};

use crate::{Contact, Refusal, Reply, What, World};

/// Through which channel an event goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A Call Automation callback.
    Callback,
    /// An Event Grid subscription.
    EventGrid,
    /// The messaging endpoint of a bot.
    Bot,
}

/// How one attempt ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The implementation answered with this status.
    Answered(u16),
    /// No answer came in time.
    TimedOut,
    /// The connection could not be made or broke.
    Unreachable,
}

/// Asked of the world by the edge that delivers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// One attempt has come to its end.
    Attempted {
        /// Whose contact the event belongs to.
        contact: Option<Contact>,
        /// The channel.
        channel: Channel,
        /// The published event type, such as `Microsoft.Communication.CallConnected`.
        event_type: String,
        /// The event's id.
        event_id: String,
        /// The number of the attempt, from 1.
        attempt: u32,
        /// How it ended.
        outcome: Outcome,
        /// What follows.
        next: Next,
        /// Where it is kept, where it is given up and somebody keeps it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        kept: Option<Kept>,
    },
}

/// Where an event is kept that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Why it was given up.
    pub why: WhyGivenUp,
    /// The Event Grid subscription that it was for.
    pub subscription: String,
    /// The destination that the subscription names.
    pub destination: String,
}

/// Why an event was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyGivenUp {
    /// It was tried as often as it may be.
    AttemptsUsedUp,
    /// It would be too old at the next attempt.
    TimeToLiveOver,
    /// The answer says that trying again is of no use.
    Refused,
    /// Nothing may be sent there.
    NotAllowed,
}

/// What follows an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// The event is delivered.
    Delivered,
    /// It will be tried again.
    Retried,
    /// It is given up.
    GivenUp,
}

/// What happened to an event on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// One attempt ended.
    DeliveryAttempted {
        /// The channel.
        channel: Channel,
        /// The published event type.
        event_type: String,
        /// The event's id.
        event_id: String,
        /// The number of the attempt, from 1.
        attempt: u32,
        /// How it ended.
        outcome: Outcome,
        /// What follows.
        next: Next,
    },
    /// An event was given up and is kept where its subscription says.
    DeadLettered {
        /// The published event type.
        event_type: String,
        /// The event's id.
        event_id: String,
        /// How often it was tried.
        attempts: u32,
        /// Why.
        why: WhyGivenUp,
        /// The subscription that it was for.
        subscription: String,
        /// Where it is kept.
        destination: String,
    },
}

pub(crate) fn handle(world: &mut World, command: Command) -> Result<Reply, Refusal> {
    let Command::Attempted {
        contact,
        channel,
        event_type,
        event_id,
        attempt,
        outcome,
        next,
        kept,
    } = command;
    let dead_lettered = kept.map(|kept| Fact::DeadLettered {
        event_type: event_type.clone(),
        event_id: event_id.clone(),
        attempts: attempt,
        why: kept.why,
        subscription: kept.subscription,
        destination: kept.destination,
    });
    let fact = Fact::DeliveryAttempted {
        channel,
        event_type,
        event_id,
        attempt,
        outcome,
        next,
    };
    world.record(contact, What::Delivery(fact));
    if let Some(dead_lettered) = dead_lettered {
        world.record(contact, What::Delivery(dead_lettered));
    }
    Ok(Reply::Done)
}
