//! Who watches a run while it goes, with the real times of what passes between the simulator and the implementation.

use ringback_world::{
    Command, Contact, Fact, Time,
    deliveries::{Channel, Outcome},
};

/// Watches a run while it goes. The world's task calls it between two things that it does, so it has to be quick.
pub trait Observer: Send {
    /// Sees one thing. `real` is the present real instant on the scale of simulated time, which a late simulator trails.
    fn saw(&mut self, real: Time, seen: Seen<'_>);
}

/// One thing that an [`Observer`] sees.
#[derive(Clone, Copy, Debug)]
pub enum Seen<'a> {
    /// Something that was due at this instant happens now.
    Due(Time),
    /// Facts were recorded together.
    Facts(&'a [Fact]),
    /// The implementation asked the world for something, and the world did it.
    Asked {
        /// What it asked for.
        command: &'a Command,
        /// When the first byte of its request had arrived.
        arrived: Time,
    },
    /// An event or a visit goes out.
    Sent(Sent<'a>),
    /// One that went out has come back.
    Returned {
        /// Its number in the run.
        errand: u64,
        /// How it came back.
        outcome: &'a Outcome,
    },
    /// The reply to a request of the implementation has left.
    Replied {
        /// When the last byte of the request had arrived.
        whole: Time,
        /// When the last byte of the reply was flushed.
        flushed: Time,
        /// The status; nothing where the connection broke before.
        status: Option<u16>,
    },
}

/// An event or a visit that goes out.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// Its number in the run; the same for each attempt.
    pub errand: u64,
    /// When it should have gone out.
    pub due: Time,
    /// Through which channel; nothing for a visit to the website.
    pub channel: Option<Channel>,
    /// Whose contact it belongs to, where that is known.
    pub contact: Option<Contact>,
    /// The published type of the event, or the entry of the website.
    pub kind: &'a str,
    /// Of a callback its connection id, of a bot's activity its thread.
    pub subject: Option<&'a str>,
}
