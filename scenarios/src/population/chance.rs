//! What chance gives to contacts.
//!
//! Every draw is a function of the seed, the contact's number and the draw's own name, so one more contact changes nobody
//! else, and two staffings serve the same customers.

use ringback_world::chance::{Purpose, Source};

const CONTACT: Purpose = Purpose::named("contact of a population");
const DAY: Purpose = Purpose::named("day of a population");
const REPLICATION: Purpose = Purpose::named("replication of a population");

/// Names a draw of a contact. Neighbours of one pair cost one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Drawn {
    /// The time since the contact before.
    Gap = 0,
    /// How long an agent talks.
    Talk = 1,
    /// How long the customer waits.
    Patience = 2,
    /// Of which kind the customer is.
    Kind = 3,
    /// By which channel they come.
    Channel = 4,
    /// Which queue they want.
    Queue = 5,
    /// How long the session with the bot takes.
    BotTakes = 6,
    /// How the session ends.
    BotEnds = 7,
    /// How long the agent wraps up.
    WrapUp = 8,
    /// Whether they let themselves be called back.
    Callback = 9,
    /// Whether they come again.
    Retry = 10,
    /// After which time.
    RetryAfter = 11,
}

/// The draws of the contacts of one replication.
#[derive(Clone, Copy, Debug)]
pub struct ContactDraws {
    contacts: Source,
    days: Source,
}

/// How many bits of a contact's number count within its stream.
pub const COUNT_BITS: u32 = 34;
/// How many bits of a contact's number name its stream.
pub const STREAM_BITS: u32 = 8;

/// Gives the number of a contact: its stream, below 256, and how many came before it there, below 2^34.
#[inline]
pub const fn contact(stream: usize, count: u64) -> u64 {
    (stream as u64) << COUNT_BITS | count
}

/// Chooses by shares, each with the share up to and including it. What has no choice has no draw.
#[inline]
pub fn chosen<T: Copy>(shares: &[(T, f64)], draw: impl FnOnce() -> f64) -> T {
    let last = shares.len() - 1;
    if last == 0 {
        return shares[0].0;
    }
    let uniform = draw();
    let at = shares.iter().position(|(_, upto)| uniform < *upto);
    shares[at.unwrap_or(last)].0
}

impl ContactDraws {
    /// Makes the draws of a replication, numbered from 0, of a run.
    pub fn new(seed: u64, replication: u64) -> Self {
        let own = Source::new(seed, REPLICATION).draw(replication, 0);
        Self {
            contacts: Source::new(own, CONTACT),
            days: Source::new(own, DAY),
        }
    }

    /// Gives a draw of a contact, between 0 and 1.
    #[inline]
    pub fn uniform(&self, contact: u64, drawn: Drawn) -> f64 {
        self.contacts.uniform(contact, drawn as u64)
    }

    /// Gives [`Drawn::Gap`] and [`Drawn::Talk`] of a contact.
    #[inline]
    pub fn gap_and_talk(&self, contact: u64) -> [f64; 2] {
        self.contacts.uniform_pair(contact, 0)
    }

    /// Gives the draw of a stream's day.
    pub fn day(&self, stream: usize) -> f64 {
        self.days.uniform(stream as u64, 0)
    }

    /// Gives the draws of a stream's bursts.
    pub fn burst(&self, stream: usize) -> Source {
        let own = self.days.draw(stream as u64, 1);
        Source::new(own, DAY)
    }
}
