//! Kinds of customers.

use super::{Channel, Draw, Patience};

/// A kind of customers.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// The channels with the share of contacts up to and including each, the last being 1.
    pub channels: Vec<(Channel, f64)>,
    /// The bot that serves them first.
    pub bot: Option<Bot>,
    /// The queues with the share of contacts up to and including each, the last being 1; none where the bot serves all.
    pub queues: Vec<(usize, f64)>,
    /// Their priority, 1 to 5; the queue's own without it.
    pub priority: Option<u8>,
    /// How long each waits.
    pub patience: Patience,
    /// Whether they come again.
    pub retries: Option<Retries>,
    /// The chance that one accepts to be called back.
    pub accepts_callback: f64,
}

/// A bot in front of the queue.
#[derive(Clone, Debug)]
pub struct Bot {
    /// How long a session takes.
    pub takes: Draw,
    /// The share of sessions that it serves to the end.
    pub contains: f64,
    /// The share of sessions that the customer leaves.
    pub abandons: f64,
    /// By which channel a customer comes to an agent.
    pub hands_over_by: Option<Channel>,
}

/// Coming again.
#[derive(Clone, Debug)]
pub struct Retries {
    /// The chance.
    pub chance: f64,
    /// After which time.
    pub after: Draw,
    /// How often at most.
    pub at_most: u32,
    /// Whether after giving up.
    pub on_abandoned: bool,
    /// Whether after an end without an answer.
    pub on_busy: bool,
}

/// How long agents talk with contacts, and wrap up. Numbers are positions of kinds, queues and groups.
#[derive(Clone, Debug)]
pub struct Handling {
    /// Of which kind; any without it.
    pub kind: Option<usize>,
    /// Of which channel; any without it.
    pub channel: Option<Channel>,
    /// From which queue; any without it.
    pub queue: Option<usize>,
    /// By which group; any without it.
    pub group: Option<usize>,
    /// How long they talk.
    pub talks: Option<Draw>,
    /// How long they are busy afterwards.
    pub wrap_up: Option<Draw>,
}

impl Handling {
    /// Tells whether it speaks of such contacts.
    pub fn fits(&self, kind: usize, channel: Channel, queue: usize, group: usize) -> bool {
        self.kind.is_none_or(|own| own == kind)
            && self.channel.is_none_or(|own| own == channel)
            && self.queue.is_none_or(|own| own == queue)
            && self.group.is_none_or(|own| own == group)
    }
}
