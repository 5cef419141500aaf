//! Plain queues.

use ringback_world::Span;

/// A queue without the rules of Teams.
#[derive(Clone, Debug)]
pub struct PlainQueue {
    /// Its name.
    pub name: String,
    /// Which agents get a contact.
    pub routing: PlainRouting,
    /// How long an offer rings; without it, an agent has a contact at once.
    pub alert_time: Option<Span>,
    /// How long a contact is greeted before it waits.
    pub greeting: Span,
    /// The bound on waiting contacts, and what happens beyond it.
    pub limit: Option<(u32, Then)>,
    /// The bound on the wait, and what happens then.
    pub timeout: Option<(Span, Then)>,
    /// What happens while no agent is there.
    pub no_agents: Option<(NoAgentsOf, Then)>,
    /// The wait after which customers are offered to be called back.
    pub callback_after: Option<Span>,
}

/// Where a contact goes that an exception takes out of its queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// It ends.
    Disconnect,
    /// It enters the queue with this number.
    Queue(usize),
    /// It ends at a target of this name.
    To(String),
}

pub use crate::language::population::{NoAgentsOf, PlainRouting};
